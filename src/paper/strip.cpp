#include "paper/strip.h"

#include <algorithm>
#include <cmath>

#include "paper/strip_parts.h"

namespace styk::paper {

namespace strip {

namespace {

constexpr std::size_t most_in_table = 16, most_in_curve = 28, most_in_circle = 48;
constexpr int points_between = 12;

std::size_t most_on_sheet(StripView view) {
    return view == StripView::table   ? most_in_table
           : view == StripView::curve ? most_in_curve
                                      : most_in_circle;
}

// Runs of neighbouring columns that have a value, as points.
template <class ValueOf>
std::vector<std::vector<Spot>> runs_of(
    const Strip& strip, const Sheet& sheet, const CurveBox& box, ValueOf&& value_of
) {
    std::vector<std::vector<Spot>> runs(1);
    for (std::size_t i = 0; i < sheet.count; ++i) {
        const std::optional<double> value = value_of(strip.columns[sheet.first + i]);
        if (value) {
            runs.back().push_back({box.middles[i], box.y_of(*value)});
        } else if (!runs.back().empty()) {
            runs.emplace_back();
        }
    }
    return runs;
}

void draw_scale(Canvas& canvas, const Strip& strip, const Inks& inks, const CurveBox& box) {
    const double left = box.middles.front() - 20, right = box.middles.back() + 20;
    for (int value = -2; value <= 2; ++value) {
        const double y = box.y_of(value);
        canvas.stroke({left, y}, {right, y}, inks.line, value == 0 ? 1 : 0.5, value != 0);
    }
    const Type small{.size = 7, .colour = inks.soft, .align = Align::right};
    const double x = margin, wide = left - margin - 4;
    for (const auto& [value, word] :
         {std::pair(2, &strip.best), std::pair(0, &strip.neutral), std::pair(-2, &strip.worst)}) {
        canvas.text(*word, small, {x, box.y_of(value) - 5}, wide);
    }
}

void draw_interval(
    Canvas& canvas, const Inks& inks, const CurveBox& box, double x, const StripColumn& of
) {
    if (of.low && of.high) {  // of one alone there is no band to see
        canvas.stroke({x, box.y_of(*of.low)}, {x, box.y_of(*of.high)}, inks.strong, 0.8);
        for (const double end : {*of.low, *of.high}) {
            canvas.stroke({x - 2.5, box.y_of(end)}, {x + 2.5, box.y_of(end)}, inks.strong, 0.8);
        }
    }
}

void draw_intervals(
    Canvas& canvas, const Strip& strip, const Inks& inks, const Sheet& sheet, const CurveBox& box
) {
    for (const Run& run : measured_runs(strip, sheet)) {
        if (run.count == 1) {
            const StripColumn& column = strip.columns[sheet.first + run.first];
            draw_interval(canvas, inks, box, box.middles[run.first], column);
            continue;
        }
        std::vector<Spot> upper, lower;
        for (std::size_t i = run.first; i < run.first + run.count; ++i) {
            const StripColumn& column = strip.columns[sheet.first + i];
            upper.push_back({box.middles[i], box.y_of(high_of(column))});
            lower.push_back({box.middles[i], box.y_of(low_of(column))});
        }
        auto shape = smooth(upper);
        const auto back = smooth(lower);
        shape.insert(shape.end(), back.rbegin(), back.rend());
        canvas.fill(shape, inks.sure);
    }
}

}  // namespace

std::vector<Run> measured_runs(const Strip& strip, const Sheet& sheet) {
    std::vector<Run> runs;
    for (std::size_t i = 0; i < sheet.count; ++i) {
        if (!strip.columns[sheet.first + i].measured) {
            continue;
        }
        if (runs.empty() || runs.back().first + runs.back().count != i) {
            runs.push_back({i, 0});
        }
        ++runs.back().count;
    }
    return runs;
}

double low_of(const StripColumn& column) {
    return column.low.value_or(column.measured.value_or(0));
}

double high_of(const StripColumn& column) {
    return column.high.value_or(column.measured.value_or(0));
}

Inks inks_of(bool dark) {
    if (dark) {
        return {
            {0.047, 0.071, 0.082},
            {0.914, 0.933, 0.941},
            {0.584, 0.639, 0.671},
            {0.20, 0.25, 0.28},
            {0.914, 0.933, 0.941, 0.05},
            {0.12, 0.16, 0.18},
            {0.93, 0.53, 0.31},
            {0.36, 0.72, 0.79},
            {0.80, 0.58, 0.86},
            {0.914, 0.933, 0.941, 0.14}
        };
    }
    return {
        {1, 1, 1},
        ink::strong,
        ink::soft,
        ink::line,
        {0.078, 0.129, 0.165, 0.035},
        {0.945, 0.957, 0.957},
        ink::bad,
        ink::good,
        ink::aim,
        ink::band
    };
}

std::vector<Sheet> sheets_of(const Strip& strip, StripView view) {
    const std::size_t n = strip.columns.size();
    const std::size_t sheets =
        std::max<std::size_t>(1, (n + most_on_sheet(view) - 1) / most_on_sheet(view));
    std::vector<Sheet> out;
    for (std::size_t i = 0, first = 0; i < sheets; ++i) {
        const std::size_t count = (n - first + (sheets - i) - 1) / (sheets - i);  // alike in width
        out.push_back({first, count});
        first += count;
    }
    return out;
}

std::vector<Spot> smooth(const std::vector<Spot>& points) {
    if (points.size() < 3) {
        return points;
    }
    // Slopes as Fritsch and Carlson's method has them, in its harmonic form: flat at every turn.
    const std::size_t n = points.size();
    std::vector<double> rise(n - 1), slope(n, 0);
    for (std::size_t i = 0; i + 1 < n; ++i) {
        rise[i] = (points[i + 1].y - points[i].y) / (points[i + 1].x - points[i].x);
    }
    for (std::size_t i = 1; i + 1 < n; ++i) {
        const double product = rise[i - 1] * rise[i];
        slope[i] = product <= 0 ? 0 : 2 * product / (rise[i - 1] + rise[i]);
    }
    std::vector<Spot> line;
    for (std::size_t i = 0; i + 1 < n; ++i) {
        const double wide = points[i + 1].x - points[i].x;
        for (int k = 0; k < points_between; ++k) {
            const double t = static_cast<double>(k) / points_between;
            const double a = 2 * t * t * t - 3 * t * t + 1, b = t * t * t - 2 * t * t + t;
            const double c = -2 * t * t * t + 3 * t * t, d = t * t * t - t * t;
            line.push_back(
                {points[i].x + t * wide,
                 a * points[i].y + b * wide * slope[i] + c * points[i + 1].y +
                     d * wide * slope[i + 1]}
            );
        }
    }
    line.push_back(points.back());
    return line;
}

void draw_mark(Canvas& canvas, const Inks& inks, StripMark mark, Spot at, double radius) {
    switch (mark) {
        case StripMark::bad:
            return canvas.triangle(at, radius, inks.bad, false);
        case StripMark::good:
            return canvas.triangle(at, radius, inks.good, true);
        case StripMark::turning:
            return canvas.fill(
                {{at.x, at.y - radius * 1.2},
                 {at.x + radius * 1.2, at.y},
                 {at.x, at.y + radius * 1.2},
                 {at.x - radius * 1.2, at.y}},
                inks.turning
            );
    }
}

void draw_lines(
    Canvas& canvas, const Strip& strip, const Inks& inks, const Sheet& sheet, const CurveBox& box
) {
    draw_scale(canvas, strip, inks, box);
    draw_intervals(canvas, strip, inks, sheet, box);
    for (const auto& run : runs_of(strip, sheet, box, [](const auto& one) { return one.drawn; })) {
        canvas.path(smooth(run), inks.soft, 1.2, true);
    }
    for (const auto& run :
         runs_of(strip, sheet, box, [](const auto& one) { return one.measured; })) {
        canvas.path(smooth(run), inks.strong, 1.9);
    }
    for (std::size_t i = 0; i < sheet.count; ++i) {
        const StripColumn& column = strip.columns[sheet.first + i];
        const double x = box.middles[i];
        if (column.drawn) {
            canvas.dot({x, box.y_of(*column.drawn)}, 2.6, inks.soft, true);
        }
        if (column.measured) {
            canvas.dot({x, box.y_of(*column.measured)}, 2.8, inks.strong, false);
        }
    }
}

void draw_head(Canvas& canvas, const Strip& strip, const Inks& inks, double top) {
    canvas.text(
        strip.title,
        {.size = 18, .strong = true, .colour = inks.strong},
        {margin, top + 26},
        width * 0.55
    );
    canvas.text(strip.subtitle, {.size = 9, .colour = inks.soft}, {margin, top + 50}, width * 0.55);
    double x = width - margin;
    const Type small{.size = 8, .colour = inks.soft};
    const double y = top + 38;
    const auto put = [&](const std::string& word, const auto& sign) {
        if (word.empty()) {
            return;
        }
        x -= canvas.width_of(word, small) + 6;
        canvas.text(word, small, {x, y - 5}, 300);
        x -= 16;
        sign(x + 6);
        x -= 8;
    };
    for (const StripMark mark : {StripMark::turning, StripMark::good, StripMark::bad}) {
        put(strip.mark_names[static_cast<std::size_t>(mark)],
            [&](double at) { draw_mark(canvas, inks, mark, {at, y}, 4); });
    }
    put(strip.measured_name, [&](double at) {
        canvas.fill(
            {{at - 8, y - 5}, {at + 6, y - 5}, {at + 6, y + 5}, {at - 8, y + 5}}, inks.sure
        );
        canvas.stroke({at - 8, y}, {at + 6, y}, inks.strong, 1.9);
    });
    put(strip.drawn_name,
        [&](double at) { canvas.stroke({at - 8, y}, {at + 6, y}, inks.soft, 1.2, true); });
}

std::string draw(const Strip& given, StripView view, CanvasKind kind) {
    const auto inks = inks_of(given.dark);
    const auto sheets = sheets_of(given, view);
    const bool paged = kind == CanvasKind::pdf;
    Canvas canvas({
        .kind = kind,
        .width = width,
        .height = paged ? height : height * static_cast<double>(sheets.size()),
        .title = given.title,
        .author = given.author,
        .made = given.made,
        .ground = inks.ground,
    });
    double top = 0;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        if (paged && i > 0) {
            canvas.next_page();
        }
        if (paged) {
            canvas.fill({{0, 0}, {width, 0}, {width, height}, {0, height}}, inks.ground);
        }
        draw_head(canvas, given, inks, top);
        if (sheets[i].count == 0) {
            const Type middle{.size = 12, .colour = inks.soft, .align = Align::middle};
            canvas.text(given.empty, middle, {margin, top + height / 2}, width - 2 * margin);
        } else {
            (view == StripView::table   ? draw_table
             : view == StripView::curve ? draw_curve
                                        : draw_circle)(canvas, given, inks, sheets[i], top);
        }
        top += paged ? 0 : height;
    }
    return canvas.finish();
}

}  // namespace strip

std::string draw_strip(const Strip& given, StripView view, CanvasKind kind) {
    return strip::draw(given, view, kind);
}

}  // namespace styk::paper
