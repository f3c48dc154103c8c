#include <algorithm>

#include "paper/strip_parts.h"

namespace styk::paper::strip {

namespace {

constexpr double head_width = 76, names_top = 78, gap = 5;
constexpr double least_curve = 96, most_curve = 190, least_row = 11;
constexpr double smallest_type = 7, largest_type = 9.5;

Type cell_type(const Inks& inks, double size) {
    return {.size = size, .colour = inks.strong};
}

// The cap under which rows of these heights fit into `room`.
double fitting_cap(const std::vector<double>& heights, double room) {
    double low = least_row, high = room;
    for (int i = 0; i < 40; ++i) {
        const double cap = (low + high) / 2;
        double sum = 0;
        for (const double one : heights) {
            sum += std::min(one, cap) + 2 * gap;
        }
        (sum > room ? high : low) = cap;
    }
    return low;
}

struct Frame {
    double left = margin + head_width, column = 0, top = 0;
    double ways = 0;  // what lies between the groups and the names

    [[nodiscard]] double x(std::size_t i) const { return left + column * static_cast<double>(i); }

    [[nodiscard]] double middle(std::size_t i) const { return x(i) + (column - 8) / 2; }

    [[nodiscard]] double names_at() const { return top + names_top + 26 + ways; }
};

// The groups over the columns of a sheet, as far as they stand on it.
void draw_groups(
    Canvas& canvas, const Strip& strip, const Inks& inks, const Sheet& sheet, const Frame& frame
) {
    std::size_t begin = 0;
    for (const StripGroup& group : strip.groups) {
        const std::size_t end = begin + group.columns;
        const std::size_t from = std::max(begin, sheet.first);
        const std::size_t to = std::min(end, sheet.first + sheet.count);
        begin = end;
        if (from >= to) {
            continue;
        }
        const double x = frame.x(from - sheet.first), right = frame.x(to - sheet.first) - 3;
        const double y = frame.top + names_top;
        canvas.fill({{x, y}, {right, y}, {right, y + 20}, {x, y + 20}}, inks.group);
        canvas.text_cut(
            group.name,
            {.size = 8.5, .strong = true, .colour = inks.strong},
            {x + 4, y + 4},
            right - x - 8,
            1
        );
    }
}

double draw_names(
    Canvas& canvas, const Strip& strip, const Inks& inks, const Sheet& sheet, const Frame& frame
) {
    double lowest = 0;
    for (std::size_t i = 0; i < sheet.count; ++i) {
        const StripColumn& column = strip.columns[sheet.first + i];
        const double y = frame.names_at(), wide = frame.column - 8;
        double high = canvas.text_cut(
            column.name,
            {.size = 8, .strong = true, .colour = column.hatched ? inks.soft : inks.strong},
            {frame.x(i), y},
            wide,
            4
        );
        if (!column.under.empty()) {
            high += canvas.text_cut(
                column.under,
                {.size = 6.5, .colour = inks.soft},
                {frame.x(i), y + high + 1},
                wide,
                2
            );
        }
        for (std::size_t k = 0; k < column.marks.size(); ++k) {
            draw_mark(
                canvas,
                inks,
                column.marks[k],
                {frame.x(i) + 5 + 12 * static_cast<double>(k), y + high + 9},
                3.6
            );
        }
        lowest = std::max(lowest, high + (column.marks.empty() ? 0 : 14));
    }
    return frame.names_at() + lowest + gap;
}

void draw_row_head(
    Canvas& canvas, const std::string& name, const Inks& inks, double y, double right
) {
    canvas.stroke({margin, y}, {right, y}, inks.line, 0.6);
    canvas.text(
        name, {.size = 7.5, .strong = true, .colour = inks.soft}, {margin, y + gap}, head_width - 8
    );
}

std::vector<double> row_heights(
    Canvas& canvas,
    const Strip& strip,
    const Inks& inks,
    const Sheet& sheet,
    const Frame& frame,
    double size
) {
    std::vector<double> heights;
    for (const StripRow& row : strip.rows) {
        double high = least_row;
        for (std::size_t i = 0; i < sheet.count; ++i) {
            high = std::max(
                high,
                canvas.height_of(
                    {{row.cells[sheet.first + i], false}}, cell_type(inks, size), frame.column - 8
                )
            );
        }
        heights.push_back(high);
    }
    return heights;
}

// How the rows share the room under the names: type as large as lets everything stand, the curve
// takes what is left over, and where even small type is too long the longest cells are cut.
struct Layout {
    double size = smallest_type, curve = least_curve, cap = 0;
    std::vector<double> heights{};
};

Layout lay_out(
    Canvas& canvas,
    const Strip& strip,
    const Inks& inks,
    const Sheet& sheet,
    const Frame& frame,
    double room
) {
    Layout out;
    constexpr int sizes = static_cast<int>(2 * (largest_type - smallest_type));
    for (int step = 0; step <= sizes; ++step) {
        out.size = largest_type - 0.5 * step;
        out.heights = row_heights(canvas, strip, inks, sheet, frame, out.size);
        double sum = least_curve;
        for (const double one : out.heights) {
            sum += one + 2 * gap;
        }
        if (sum <= room) {
            out.curve = std::min(most_curve, least_curve + room - sum);
            break;
        }
    }
    out.cap = fitting_cap(out.heights, room - out.curve);
    return out;
}

void draw_rows(
    Canvas& canvas,
    const Strip& strip,
    const Inks& inks,
    const Sheet& sheet,
    const Frame& frame,
    const Layout& layout,
    double y
) {
    const double right = frame.x(sheet.count);
    const Type type = cell_type(inks, layout.size);
    const double line = canvas.height_of({{"Ag", false}}, type, 100);
    for (std::size_t r = 0; r < strip.rows.size(); ++r) {
        const double high = std::min(layout.heights[r], layout.cap);
        const int lines = std::max(1, static_cast<int>((high + 1) / line));
        draw_row_head(canvas, strip.rows[r].name, inks, y, right);
        for (std::size_t i = 0; i < sheet.count; ++i) {
            canvas.text_cut(
                strip.rows[r].cells[sheet.first + i],
                type,
                {frame.x(i), y + gap},
                frame.column - 8,
                lines
            );
        }
        y += high + 2 * gap;
    }
}

}  // namespace

void draw_table(
    Canvas& canvas, const Strip& strip, const Inks& inks, const Sheet& sheet, double top
) {
    Frame frame;
    frame.top = top;
    frame.column = (width - margin - frame.left) / static_cast<double>(sheet.count);
    draw_groups(canvas, strip, inks, sheet, frame);
    std::vector<double> middles;
    middles.reserve(sheet.count);
    for (std::size_t i = 0; i < sheet.count; ++i) {
        middles.push_back(frame.middle(i));
    }
    const auto ways =
        way_lines(canvas, strip, sheet, middles, frame.left, frame.x(sheet.count) - 8);
    frame.ways = ways.height;
    draw_ways(canvas, inks, ways, frame.names_at() - 3);
    if (ways.height > 0) {
        const Type head{.size = 7.5, .strong = true, .colour = inks.soft};
        canvas.text(strip.ways_name, head, {margin, top + names_top + 26}, head_width - 8);
    }
    const double y = draw_names(canvas, strip, inks, sheet, frame);
    const Layout layout = lay_out(canvas, strip, inks, sheet, frame, top + height - margin - y);
    draw_row_head(canvas, strip.curve_name, inks, y, frame.x(sheet.count));
    const CurveBox box{y + 14, layout.curve - 24, std::move(middles)};
    draw_lines(canvas, strip, inks, sheet, box);
    draw_rows(canvas, strip, inks, sheet, frame, layout, y + layout.curve);
}

}  // namespace styk::paper::strip
