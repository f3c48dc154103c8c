#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

#include "paper/strip_parts.h"

namespace styk::paper::strip {

namespace {

constexpr double ring = 300, hole = 108;             // radii of the field of the curve
constexpr double group_inner = 306, group_outer = 330;
constexpr int arc_points = 24;

struct Wheel {
    Spot middle;
    double column = 0;  // radians a column

    // Clockwise from the top.
    [[nodiscard]] Spot at(double turn, double radius) const {
        return {middle.x + radius * std::sin(turn), middle.y - radius * std::cos(turn)};
    }

    [[nodiscard]] double middle_of(std::size_t i) const {
        return column * (static_cast<double>(i) + 0.5);
    }

    [[nodiscard]] static double radius_of(double value) {
        return hole + (ring - hole) * (value + 2.3) / 4.6;
    }
};

std::vector<Spot> arc(const Wheel& wheel, double from, double to, double radius) {
    std::vector<Spot> points;
    const int n = std::max(2, static_cast<int>(std::ceil((to - from) * arc_points)));
    for (int i = 0; i <= n; ++i) {
        points.push_back(wheel.at(from + (to - from) * i / n, radius));
    }
    return points;
}

void draw_group_ring(
    Canvas& canvas, const Strip& strip, const Inks& inks, const Sheet& sheet, const Wheel& wheel
) {
    std::size_t begin = 0, shown = 0;
    for (const StripGroup& group : strip.groups) {
        const std::size_t from = std::max(begin, sheet.first);
        const std::size_t to = std::min(begin + group.columns, sheet.first + sheet.count);
        begin += group.columns;
        if (from >= to) {
            continue;
        }
        const double a = wheel.column * static_cast<double>(from - sheet.first) + 0.008;
        const double b = wheel.column * static_cast<double>(to - sheet.first) - 0.008;
        auto shape = arc(wheel, a, b, group_outer);
        const auto inner = arc(wheel, a, b, group_inner);
        shape.insert(shape.end(), inner.rbegin(), inner.rend());
        canvas.fill(shape, shown++ % 2 == 0 ? inks.group : inks.line);
        canvas.stroke(wheel.at(a - 0.008, hole), wheel.at(a - 0.008, group_outer), inks.line, 0.6);
        const Spot label = wheel.at((a + b) / 2, (group_inner + group_outer) / 2);
        const Type type{.size = 7.5, .strong = true, .colour = inks.strong, .align = Align::middle};
        const double wide = std::min(150.0, (b - a) * group_inner * 0.9 + 18);
        canvas.text_cut(group.name, type, {label.x - wide / 2, label.y - 5}, wide, 1);
    }
}

void draw_rings(Canvas& canvas, const Strip& strip, const Inks& inks, const Wheel& wheel) {
    for (int value = -2; value <= 2; ++value) {
        const auto radius = Wheel::radius_of(value);
        canvas.path(
            arc(wheel, 0, 2 * std::numbers::pi, radius), inks.line, value == 0 ? 1 : 0.5, value != 0
        );
    }
    const Type small{.size = 6.5, .colour = inks.soft};
    for (const auto& [value, word] :
         {std::pair(2, &strip.best), std::pair(0, &strip.neutral), std::pair(-2, &strip.worst)}) {
        const Spot at = wheel.at(0, Wheel::radius_of(value));
        canvas.text(*word, small, {at.x + 3, at.y - 9}, 120);
    }
}

// The line around; a gap where there is no value. Radii between neighbours are eased, not bent.
template <class ValueOf>
void draw_round_line(
    Canvas& canvas,
    const Strip& strip,
    const Sheet& sheet,
    const Wheel& wheel,
    ValueOf&& value_of,
    const Colour& colour,
    bool dashed
) {
    std::vector<Spot> turns;  // x: turn, y: radius
    const auto end = [&] {
        std::vector<Spot> line;
        for (const Spot& one : smooth(turns)) {
            line.push_back(wheel.at(one.x, one.y));
        }
        if (line.size() > 1) {
            canvas.path(line, colour, dashed ? 1.2 : 1.9, dashed);
        }
        turns.clear();
    };
    for (std::size_t i = 0; i < sheet.count; ++i) {
        const std::optional<double> value = value_of(strip.columns[sheet.first + i]);
        if (value) {
            turns.push_back({wheel.middle_of(i), Wheel::radius_of(*value)});
        } else {
            end();
        }
    }
    end();
}

void draw_points(
    Canvas& canvas, const Strip& strip, const Inks& inks, const Sheet& sheet, const Wheel& wheel
) {
    for (std::size_t i = 0; i < sheet.count; ++i) {
        const StripColumn& column = strip.columns[sheet.first + i];
        const double turn = wheel.middle_of(i);
        if (column.drawn) {
            canvas.dot(wheel.at(turn, Wheel::radius_of(*column.drawn)), 2.8, inks.soft, true);
        }
        if (column.measured) {
            canvas.dot(wheel.at(turn, Wheel::radius_of(*column.measured)), 3, inks.strong, false);
        }
        double radius = Wheel::radius_of(column.measured.value_or(column.drawn.value_or(0))) + 12;
        for (const StripMark mark : column.marks) {
            draw_mark(canvas, inks, mark, wheel.at(turn, radius), 4);
            radius += 11;
        }
        const Spot number = wheel.at(turn, group_outer + 11);
        const Type type{.size = 8, .strong = true, .colour = inks.soft, .align = Align::middle};
        canvas.text(std::to_string(sheet.first + i + 1), type, {number.x - 12, number.y - 5}, 24);
    }
}

// Names stand at both sides, numbered as the wheel is.
void draw_names(
    Canvas& canvas, const Strip& strip, const Inks& inks, const Sheet& sheet, double top
) {
    const std::size_t on_a_side = (sheet.count + 1) / 2;
    const double room = height - 130;
    const double step = std::min(40.0, room / static_cast<double>(on_a_side));
    for (std::size_t i = 0; i < sheet.count; ++i) {
        const StripColumn& column = strip.columns[sheet.first + i];
        const bool right = i < on_a_side;
        const double x = right ? width - margin - 190 : margin;
        const double y = top + 92 + step * static_cast<double>(right ? i : i - on_a_side);
        const Type number{.size = 8.5, .strong = true, .colour = inks.soft};
        canvas.text(std::to_string(sheet.first + i + 1), number, {x, y}, 22);
        const Type name{
            .size = 8.5,
            .strong = !column.hatched,
            .colour = column.hatched ? inks.soft : inks.strong
        };
        const double high = canvas.text_cut(column.name, name, {x + 22, y}, 168, step > 24 ? 2 : 1);
        if (step > high + 11 && !column.under.empty()) {
            const Type under{.size = 7, .colour = inks.soft};
            canvas.text_cut(column.under, under, {x + 22, y + high + 1}, 168, 1);
        }
    }
}

}  // namespace

void draw_circle(
    Canvas& canvas, const Strip& strip, const Inks& inks, const Sheet& sheet, double top
) {
    const Wheel wheel{
        {width / 2, top + 448}, 2 * std::numbers::pi / static_cast<double>(sheet.count)
    };
    draw_rings(canvas, strip, inks, wheel);
    draw_group_ring(canvas, strip, inks, sheet, wheel);
    draw_round_line(
        canvas, strip, sheet, wheel, [](const auto& one) { return one.drawn; }, inks.soft, true
    );
    draw_round_line(
        canvas, strip, sheet, wheel, [](const auto& one) { return one.measured; }, inks.strong, false
    );
    draw_points(canvas, strip, inks, sheet, wheel);
    draw_names(canvas, strip, inks, sheet, top);
    const Type middle{.size = 12, .strong = true, .colour = inks.strong, .align = Align::middle};
    canvas.text_cut(
        strip.title, middle, {wheel.middle.x - hole * 0.72, wheel.middle.y - 16}, hole * 1.44, 3
    );
}

}  // namespace styk::paper::strip
