#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

#include "paper/strip_parts.h"

namespace styk::paper::strip {

namespace {

constexpr double left_edge = margin + 80, curve_top = 128, curve_bottom = 600;
constexpr double longest_name = 190;  // points along the slope
constexpr double wide_enough = 56;    // of a column, for names that stand level

void draw_group_bands(
    Canvas& canvas,
    const Strip& strip,
    const Inks& inks,
    const Sheet& sheet,
    double top,
    double column
) {
    std::size_t begin = 0, shown = 0;
    for (const StripGroup& group : strip.groups) {
        const std::size_t from = std::max(begin, sheet.first);
        const std::size_t to = std::min(begin + group.columns, sheet.first + sheet.count);
        begin += group.columns;
        if (from >= to) {
            continue;
        }
        const double x = left_edge + column * static_cast<double>(from - sheet.first);
        const double right = left_edge + column * static_cast<double>(to - sheet.first);
        const double low = top + curve_bottom + 16;
        if (shown++ % 2 == 0) {
            canvas.fill({{x, top + 88}, {right, top + 88}, {right, low}, {x, low}}, inks.band);
        }
        canvas.text_cut(
            group.name,
            {.size = 9, .strong = true, .colour = inks.strong, .align = Align::middle},
            {x + 3, top + 94},
            right - x - 6,
            2
        );
    }
}

// As much of a name as fits on its slope.
std::string fitting(Canvas& canvas, const std::string& name, const Type& type) {
    if (canvas.width_of(name, type) <= longest_name) {
        return name;
    }
    std::string cut = name;
    while (!cut.empty() && canvas.width_of(cut + "…", type) > longest_name) {
        do {
            cut.pop_back();
        } while (!cut.empty() && (static_cast<unsigned char>(cut.back()) & 0xC0U) == 0x80U);
        if (!cut.empty() && static_cast<unsigned char>(cut.back()) >= 0xC0U) {
            cut.pop_back();  // the beginning of the character that was cut
        }
    }
    return cut + "…";
}

void draw_column(
    Canvas& canvas,
    const Inks& inks,
    const StripColumn& column,
    double x,
    double wide,
    double top,
    const CurveBox& box
) {
    canvas.stroke({x, box.top}, {x, top + curve_bottom + 16}, inks.line, 0.4, true);
    const Type type{.size = 8.5, .colour = column.hatched ? inks.soft : inks.strong};
    if (wide >= wide_enough) {
        Type level = type;
        level.align = Align::middle;
        canvas.text_cut(
            column.name, level, {x - wide / 2 + 3, top + curve_bottom + 24}, wide - 6, 6
        );
    } else {
        canvas.text_turned(
            fitting(canvas, column.name, type), type, {x - 2, top + curve_bottom + 22}, 52
        );
    }
    const double peak = std::max(column.high.value_or(-2), column.measured.value_or(-2));
    double y = box.y_of(std::max(peak, column.drawn.value_or(-2))) - 11;
    for (const StripMark mark : column.marks) {
        draw_mark(canvas, inks, mark, {x, y}, 4.5);
        y -= 12;
    }
    if (!column.count.empty()) {
        const Type small{.size = 6.5, .colour = inks.soft, .align = Align::middle};
        canvas.text(column.count, small, {x - 25, top + curve_bottom + 4}, 50);
    }
}

}  // namespace

void draw_curve(
    Canvas& canvas, const Strip& strip, const Inks& inks, const Sheet& sheet, double top
) {
    const double column = (width - margin - left_edge - 40) / static_cast<double>(sheet.count);
    CurveBox box{top + curve_top, curve_bottom - curve_top - 10, {}};
    for (std::size_t i = 0; i < sheet.count; ++i) {
        box.middles.push_back(left_edge + column * (static_cast<double>(i) + 0.5));
    }
    draw_group_bands(canvas, strip, inks, sheet, top, column);
    const auto ways = way_lines(canvas, strip, sheet, box.middles, left_edge, width - margin - 40);
    box.top += ways.height;
    box.height -= ways.height;
    draw_ways(canvas, inks, ways, box.top - 14);
    if (ways.height > 0) {
        const Type head{.size = 7.5, .strong = true, .colour = inks.soft};
        canvas.text(strip.ways_name, head, {margin, top + curve_top - 12}, left_edge - margin - 8);
    }
    draw_lines(canvas, strip, inks, sheet, box);
    for (std::size_t i = 0; i < sheet.count; ++i) {
        draw_column(canvas, inks, strip.columns[sheet.first + i], box.middles[i], column, top, box);
    }
}

}  // namespace styk::paper::strip
