#include "paper/charts.h"

#include <algorithm>
#include <functional>

#include "paper/label_place.h"

namespace styk::paper {

namespace {

constexpr double left_room = 40, right_room = 10, top_room = 16, bottom_room = 18;

// Where values and points lie on the page.
class Plot {
public:
    Plot(Canvas& canvas, const LineChart& chart, Spot at, double width, double scale)
        : canvas_(canvas),
          chart_(chart),
          left_(at.x + left_room),
          right_(at.x + width - right_room),
          top_(at.y + top_room),
          bottom_(at.y + line_chart_height - bottom_room),
          small_{.size = 7 * scale, .colour = ink::soft} {}

    void draw() {
        grid();
        marks();
        limits();
        runs();
        levels();
        goal();
        ends();
    }

private:
    [[nodiscard]] double x(double point) const {
        const auto n = static_cast<double>(chart_.points.size());
        return n < 2 ? (left_ + right_) / 2 : left_ + (right_ - left_) * point / (n - 1);
    }

    [[nodiscard]] double y(double value) const {
        const double high = chart_.top > chart_.bottom ? chart_.top - chart_.bottom : 1;
        const double share = std::clamp((value - chart_.bottom) / high, 0.0, 1.0);
        return bottom_ - (bottom_ - top_) * share;
    }

    [[nodiscard]] Type to(Align align) const {
        Type type = small_;
        type.align = align;
        return type;
    }

    void grid() {
        for (const Tick& tick : chart_.ticks) {
            canvas_.stroke({left_, y(tick.at)}, {right_, y(tick.at)}, ink::line, 0.5);
            canvas_.text(
                tick.words,
                to(Align::right),
                {left_ - left_room, y(tick.at) - small_.size * 0.65},
                left_room - 6
            );
        }
        for (std::size_t i = 0; i < chart_.points.size(); ++i) {
            if (!chart_.points[i].tick.empty()) {
                centred(chart_.points[i].tick, x(static_cast<double>(i)), bottom_ + 5);
            }
        }
    }

    // Words around a place, kept within the plot.
    void centred(const std::string& words, double middle, double top) {
        const double wide = canvas_.width_of(words, small_) + 1;
        const double from = std::clamp(middle - wide / 2, left_ - left_room, right_ + 8 - wide);
        canvas_.text(words, to(Align::left), {from, top}, wide);
    }

    void marks() {
        double free_from = left_ - left_room;
        for (const Tick& mark : chart_.marks) {
            canvas_.stroke({x(mark.at), top_ - 3}, {x(mark.at), bottom_}, ink::soft, 0.6, true);
            const double wide = canvas_.width_of(mark.words, small_);
            const double from = x(mark.at) - wide / 2;
            if (from >= free_from) {  // names that would meet are left to the table
                centred(mark.words, x(mark.at), top_ - 14);
                free_from = from + wide + 6;
            }
        }
    }

    void limits() {
        for (std::size_t i = 0; i < chart_.points.size(); ++i) {
            const auto at = static_cast<double>(i);
            for (const auto& limit : {chart_.points[i].lcl, chart_.points[i].ucl}) {
                if (limit) {
                    canvas_.stroke(
                        {std::max(left_, x(at - 0.5)), y(*limit)},
                        {std::min(right_, x(at + 0.5)), y(*limit)},
                        ink::soft,
                        0.4,
                        true
                    );
                }
            }
        }
    }

    // Points that follow one another; a gap stays a gap.
    void runs() {
        std::size_t begin = 0;
        while (begin < chart_.points.size()) {
            if (!chart_.points[begin].value) {
                ++begin;
                continue;
            }
            std::size_t end = begin;
            while (end < chart_.points.size() && chart_.points[end].value) {
                ++end;
            }
            run(begin, end);
            begin = end;
        }
    }

    void run(std::size_t begin, std::size_t end) {
        std::vector<Spot> line, upper, band;
        for (std::size_t i = begin; i < end; ++i) {
            const ChartPoint& point = chart_.points[i];
            const double across = x(static_cast<double>(i));
            line.push_back({across, y(*point.value)});
            upper.push_back({across, y(point.hi.value_or(*point.value))});
            band.push_back({across, y(point.lo.value_or(*point.value))});
        }
        if (line.size() == 1) {
            canvas_.stroke(upper.front(), band.front(), ink::soft, 1);
        } else {
            band.insert(band.end(), upper.rbegin(), upper.rend());
            canvas_.fill(band, ink::band);
            canvas_.path(line, ink::strong, 1.3);
        }
        for (std::size_t i = begin; i < end; ++i) {
            const ChartPoint& point = chart_.points[i];
            const bool lone = end - begin == 1;
            if (point.loud) {
                canvas_.dot(line[i - begin], 2.6, ink::bad, false);
            } else if (point.hollow || lone) {
                canvas_.dot(line[i - begin], 2, ink::strong, point.hollow);
            }
        }
    }

    void levels() {
        for (const ChartLevel& level : chart_.levels) {
            canvas_.stroke(
                {x(static_cast<double>(level.first)), y(level.value)},
                {x(static_cast<double>(level.last)), y(level.value)},
                ink::soft,
                0.8
            );
        }
    }

    void goal() {
        if (chart_.goal) {
            const double high = y(chart_.goal->at);
            canvas_.stroke({left_, high}, {right_, high}, ink::aim, 0.8, true);
            Type type = to(Align::left);
            type.colour = ink::aim;
            const double wide = canvas_.width_of(chart_.goal->words, type) + 1;
            const Area plot{left_, top_, right_, bottom_};
            const Area at = place_along(high, wide, small_.size * 1.3, plot, drawn());
            canvas_.text(chart_.goal->words, type, {at.left, at.top}, wide);
        }
    }

    // What words must not lie over: limits, levels, points and marks.
    [[nodiscard]] std::vector<Area> drawn() const {
        std::vector<Area> out;
        for (std::size_t i = 0; i < chart_.points.size(); ++i) {
            const ChartPoint& point = chart_.points[i];
            const auto at = static_cast<double>(i);
            for (const auto& value : {point.lcl, point.ucl, point.value}) {
                if (value) {
                    out.push_back({x(at - 0.5), y(*value) - 1, x(at + 0.5), y(*value) + 1});
                }
            }
        }
        for (const ChartLevel& level : chart_.levels) {
            const double high = y(level.value);
            const auto first = static_cast<double>(level.first);
            out.push_back({x(first), high - 1, x(static_cast<double>(level.last)), high + 1});
        }
        for (const Tick& mark : chart_.marks) {
            out.push_back({x(mark.at) - 1, top_, x(mark.at) + 1, bottom_});
        }
        return out;
    }

    void ends() {
        const auto last =
            std::find_if(chart_.points.rbegin(), chart_.points.rend(), [](const ChartPoint& point) {
                return point.value.has_value();
            });
        if (last != chart_.points.rend() && !last->hollow && !last->loud) {
            const auto i = std::distance(last, chart_.points.rend()) - 1;
            canvas_.dot({x(static_cast<double>(i)), y(*last->value)}, 2.6, ink::strong, false);
        }
    }

    Canvas& canvas_;
    const LineChart& chart_;
    double left_, right_, top_, bottom_;
    Type small_;
};

constexpr double names_share = 0.30, words_share = 0.30, whisker_top = 16;

Colour colour_of(const Whisker& row) {
    return row.hollow               ? ink::soft
           : row.mood == Mood::good ? ink::good
           : row.mood == Mood::bad  ? ink::bad
                                    : ink::strong;
}

void draw_whisker(
    Canvas& canvas, const Whisker& row, double middle, const std::function<double(double)>& x
) {
    const auto colour = colour_of(row);
    if (row.lo && row.hi) {
        canvas.stroke(
            {x(*row.lo), middle}, {x(*row.hi), middle}, colour, 1.4, row.hollow || row.dashed
        );
    }
    if (!row.value) {
        return;
    }
    const Spot at{x(*row.value), middle};
    if (row.mood == Mood::plain || row.hollow) {
        canvas.dot(at, 2.6, colour, row.hollow || row.dashed);
    } else {
        canvas.triangle(at, 3.4, colour, row.mood == Mood::good);
    }
}

}  // namespace

double height_of(const Whiskers& whiskers) {
    return whisker_top + whisker_row_height * static_cast<double>(whiskers.rows.size()) + 4;
}

void draw(Canvas& canvas, const LineChart& chart, Spot at, double width, double scale) {
    Plot(canvas, chart, at, width, scale).draw();
}

void draw(Canvas& canvas, const Whiskers& whiskers, Spot at, double width, double scale) {
    const double names = width * names_share, words = width * words_share;
    const double left = at.x + names, right = at.x + width - words - 12;
    const double span = whiskers.right > whiskers.left ? whiskers.right - whiskers.left : 1;
    const auto x = [&](double value) {
        return left + (right - left) * std::clamp((value - whiskers.left) / span, 0.0, 1.0);
    };
    const Type type{.size = 8.5 * scale};
    const Type small{.size = 7 * scale, .colour = ink::soft, .align = Align::middle};
    const double top = at.y + whisker_top;
    const double bottom = top + whisker_row_height * static_cast<double>(whiskers.rows.size());
    for (const Tick& tick : whiskers.ticks) {
        canvas.stroke({x(tick.at), top}, {x(tick.at), bottom}, ink::line, 0.5);
        canvas.text(tick.words, small, {x(tick.at) - 30, at.y}, 60);
    }
    if (whiskers.whole) {
        canvas.stroke({x(*whiskers.whole), top}, {x(*whiskers.whole), bottom}, ink::soft, 0.8);
    }
    double row_top = top;
    for (const Whisker& row : whiskers.rows) {
        const double middle = row_top + whisker_row_height / 2;
        const double text_top = middle - type.size * 0.68;
        canvas.stroke({at.x, row_top}, {at.x + width, row_top}, ink::line, 0.4);
        canvas.text(row.name, type, {at.x, text_top}, names - 8);
        if (row.against) {
            canvas.stroke(
                {x(*row.against), row_top + 4},
                {x(*row.against), row_top + whisker_row_height - 4},
                ink::soft,
                1
            );
        }
        draw_whisker(canvas, row, middle, x);
        canvas.text(
            row.words, {.size = 8 * scale, .colour = ink::soft}, {right + 12, text_top}, words
        );
        row_top += whisker_row_height;
    }
}

}  // namespace styk::paper
