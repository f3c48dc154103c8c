#include "paper/pdf.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <numeric>

#include "paper/canvas.h"
#include "paper/charts.h"

namespace styk::paper {

namespace {

constexpr double left = 56, right = 56, top = 52, bottom = 60;
constexpr double wide = page_width - left - right;
constexpr double cell_gap = 10, cell_pad = 3.2;
// A heading needs room for the beginning of what it heads.
constexpr double kept_with_heading = 70;
constexpr std::array<double, 6> scales{1.0, 0.96, 0.92, 0.88, 0.84, 0.80};

// Runs a document down its pages; with `pages` known their number stands in the foot.
class Flow {
public:
    Flow(const Document& document, double scale, int pages, bool write)
        : document_(document),
          canvas_(document.title, document.author, to_rfc3339(document.made), write),
          scale_(scale),
          pages_(pages) {}

    void run() {
        for (const Block& block : document_.blocks) {
            std::visit([&](const auto& one) { put(one); }, block);
        }
        foot();
    }

    [[nodiscard]] int page() const { return page_; }

    [[nodiscard]] std::string finish() { return canvas_.finish(); }

private:
    [[nodiscard]] double s(double size) const { return size * scale_; }

    [[nodiscard]] double room() const { return page_height - bottom - y_; }

    void foot() {
        const double at = page_height - bottom + 22;
        Type type{.size = 7.5, .colour = ink::soft};
        canvas_.stroke({left, at - 8}, {page_width - right, at - 8}, ink::line, 0.5);
        canvas_.text(document_.foot, type, {left, at}, wide - 60);
        type.align = Align::right;
        canvas_.text(
            fmt::format("{} / {}", page_, pages_), type, {page_width - right - 60, at}, 60
        );
    }

    void need(double height) {
        if (height > room() && y_ > top) {
            foot();
            canvas_.next_page();
            page_ += 1;
            y_ = top;
        }
    }

    // Space above a block, none at the top of a page.
    void space(double height) {
        if (y_ > top) {
            y_ += s(height);
        }
    }

    void put(const Heading& heading) {
        const std::array<double, 4> sizes{0, 19, 12, 9.5};
        const Type type{
            .size = s(sizes[static_cast<std::size_t>(std::clamp(heading.level, 1, 3))]),
            .strong = true
        };
        space(heading.level == 1 ? 0 : heading.level == 2 ? 18 : 10);
        const Pieces text{{heading.text, false}};
        const double high = canvas_.height_of(text, type, wide);
        need(high + (heading.level == 1 ? 0 : kept_with_heading));
        canvas_.text(text, type, {left, y_}, wide);
        if (!heading.beside.empty()) {
            beside(heading, type);
        }
        y_ += high + s(heading.level == 1 ? 6 : 4);
    }

    void beside(const Heading& heading, const Type& type) {
        const double from = canvas_.width_of(heading.text, type) + 8;
        if (from < wide * 0.7) {
            canvas_.text(
                heading.beside,
                {.size = s(8), .colour = ink::soft},
                {left + from, y_ + type.size * 0.42},
                wide - from
            );
        }
    }

    void put(const Paragraph& paragraph) {
        const bool lead = paragraph.look == Look::lead, note = paragraph.look == Look::note;
        const Type type{
            .size =
                s(lead   ? 12
                  : note ? 8
                         : 9.5),
            .colour = note ? ink::soft : ink::strong,
            .spacing = s(lead ? 2.6 : 2)
        };
        const double high = canvas_.height_of(paragraph.text, type, wide);
        need(high);
        canvas_.text(paragraph.text, type, {left, y_}, wide);
        y_ += high + s(4);
    }

    void put(const Figures& figures) {
        const auto n = std::max<std::size_t>(1, figures.all.size());
        const double each = wide / static_cast<double>(n);
        std::size_t notes = 0;
        for (const Figure& figure : figures.all) {
            notes = std::max(notes, figure.notes.size());
        }
        const double high = s(42) + s(11) * static_cast<double>(notes);
        need(high);
        double x = left;
        for (const Figure& figure : figures.all) {
            one(figure, x, each - 12);
            x += each;
        }
        y_ += high;
    }

    void one(const Figure& figure, double x, double width) {
        const Type small{.size = s(8), .colour = ink::soft};
        canvas_.text(figure.label, small, {x, y_}, width);
        const auto colour = figure.soft ? ink::soft : ink::strong;
        canvas_.text(
            figure.value,
            {.size = s(22), .strong = !figure.soft, .colour = colour},
            {x, y_ + s(10)},
            width
        );
        double at = y_ + s(38);
        for (const std::string& note : figure.notes) {
            canvas_.text(note, small, {x, at}, width);
            at += s(11);
        }
    }

    void put(const LineChart& chart) {
        need(line_chart_height);
        draw(canvas_, chart, {left, y_}, wide, scale_);
        y_ += line_chart_height + s(4);
    }

    // Rows that do not fit go on on the next page.
    void put(const Whiskers& whiskers) {
        Whiskers part = whiskers;
        std::size_t done = 0;
        while (done < whiskers.rows.size()) {
            need(height_of(Whiskers{{whiskers.rows.front()}, 0, 1, {}, {}}) + whisker_row_height);
            const auto fitting =
                static_cast<std::size_t>(std::max(1.0, (room() - 24) / whisker_row_height));
            const auto end = std::min(whiskers.rows.size(), done + fitting);
            part.rows.assign(
                whiskers.rows.begin() + static_cast<std::ptrdiff_t>(done),
                whiskers.rows.begin() + static_cast<std::ptrdiff_t>(end)
            );
            draw(canvas_, part, {left, y_}, wide, scale_);
            y_ += height_of(part);
            done = end;
        }
    }

    void put(const Line&) {
        space(6);
        canvas_.stroke({left, y_}, {page_width - right, y_}, ink::line, 0.5);
        y_ += s(6);
    }

    void put(const Table& table) {
        const auto widths = widths_of(table);
        const Type head{.size = s(7.5), .colour = ink::soft};
        space(6);
        row(names_of(table), table, widths, head, kept_with_heading / 2);
        for (const auto& cells : table.rows) {
            const double high = height_of(cells, table, widths, {.size = s(8)});
            if (high > room()) {
                need(high);
                row(names_of(table), table, widths, head, 0);
            }
            row(cells, table, widths, {.size = s(8)}, 0);
        }
        y_ += s(4);
    }

    static std::vector<std::string> names_of(const Table& table) {
        std::vector<std::string> names;
        names.reserve(table.columns.size());
        for (const Column& column : table.columns) {
            names.push_back(column.name);
        }
        return names;
    }

    static std::vector<double> widths_of(const Table& table) {
        const double sum = std::accumulate(
            table.columns.begin(),
            table.columns.end(),
            0.0,
            [](double all, const Column& column) { return all + column.weight; }
        );
        std::vector<double> widths;
        widths.reserve(table.columns.size());
        for (const Column& column : table.columns) {
            widths.push_back(wide * column.weight / std::max(sum, 1e-9));
        }
        return widths;
    }

    [[nodiscard]] double height_of(
        const std::vector<std::string>& cells,
        const Table& table,
        const std::vector<double>& widths,
        const Type& type
    ) {
        double high = 0;
        for (std::size_t i = 0; i < std::min(cells.size(), table.columns.size()); ++i) {
            high =
                std::max(high, canvas_.height_of({{cells[i], false}}, type, widths[i] - cell_gap));
        }
        return high + 2 * s(cell_pad);
    }

    [[nodiscard]] double height_of(const Whiskers& of) const { return paper::height_of(of); }

    void row(
        const std::vector<std::string>& cells,
        const Table& table,
        const std::vector<double>& widths,
        Type type,
        double more
    ) {
        const double high = height_of(cells, table, widths, type);
        need(high + more);
        double x = left;
        for (std::size_t i = 0; i < std::min(cells.size(), table.columns.size()); ++i) {
            type.align = table.columns[i].number ? Align::right : Align::left;
            canvas_.text(cells[i], type, {x, y_ + s(cell_pad)}, widths[i] - cell_gap);
            x += widths[i];
        }
        y_ += high;
        canvas_.stroke({left, y_}, {page_width - right, y_}, ink::line, 0.4);
    }

    const Document& document_;
    Canvas canvas_;
    double scale_;
    int pages_;
    int page_ = 1;
    double y_ = top;
};

int pages_of(const Document& document, double scale) {
    Flow flow(document, scale, 0, false);
    flow.run();
    return flow.page();
}

// The largest type that keeps it on one page; what is too long for any has the usual one.
double scale_for(const Document& document) {
    if (document.one_page) {
        for (const double scale : scales) {
            if (pages_of(document, scale) == 1) {
                return scale;
            }
        }
    }
    return scales.front();
}

}  // namespace

std::string write_pdf(const Document& document) {
    const double scale = scale_for(document);
    Flow flow(document, scale, pages_of(document, scale), true);
    flow.run();
    return flow.finish();
}

}  // namespace styk::paper
