#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

#include "paper/strip_parts.h"

namespace styk::paper::strip {

namespace {

constexpr double ring = 300, hole = 108;  // radii of the field of the curve
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

// Along the ring, upright in the upper half and in the lower.
void draw_group_name(
    Canvas& canvas,
    const Inks& inks,
    const Wheel& wheel,
    const std::string& name,
    double a,
    double b
) {
    const Type type{.size = 7.5, .strong = true, .colour = inks.strong};
    const double middle = (a + b) / 2, room = (b - a) * (group_inner + group_outer) / 2 - 6;
    const double wide = canvas.width_of(name, type);
    if (wide > room) {
        return;  // its steps stand beside it with their names
    }
    const bool lower = middle > std::numbers::pi / 2 && middle < std::numbers::pi * 3 / 2;
    const double along = lower ? middle + std::numbers::pi : middle;
    const Spot at = wheel.at(middle, (group_inner + group_outer) / 2);
    const double across = canvas.height_of({{name, false}}, type, 400) / 2;
    canvas.text_turned(
        name,
        type,
        {at.x - std::cos(along) * wide / 2 + std::sin(along) * across,
         at.y - std::sin(along) * wide / 2 - std::cos(along) * across},
        along * 180 / std::numbers::pi
    );
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
        draw_group_name(canvas, inks, wheel, group.name, a, b);
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

void draw_intervals(
    Canvas& canvas, const Strip& strip, const Inks& inks, const Sheet& sheet, const Wheel& wheel
) {
    for (const Run& run : measured_runs(strip, sheet)) {
        std::vector<Spot> outer, inner;  // x: turn, y: radius
        for (std::size_t i = run.first; i < run.first + run.count; ++i) {
            const StripColumn& column = strip.columns[sheet.first + i];
            outer.push_back({wheel.middle_of(i), Wheel::radius_of(high_of(column))});
            inner.push_back({wheel.middle_of(i), Wheel::radius_of(low_of(column))});
        }
        if (run.count == 1) {
            const auto [turn, radius] = outer.front();
            const Spot end = wheel.at(turn, radius);
            canvas.stroke(wheel.at(turn, inner.front().y), end, inks.strong, 0.8);
            continue;
        }
        std::vector<Spot> shape;
        for (const Spot& one : smooth(outer)) {
            shape.push_back(wheel.at(one.x, one.y));
        }
        auto back = smooth(inner);
        std::reverse(back.begin(), back.end());
        for (const Spot& one : back) {
            shape.push_back(wheel.at(one.x, one.y));
        }
        canvas.fill(shape, inks.sure);
    }
}

// Through the inside of the wheel, bent towards its middle.
void draw_chord(Canvas& canvas, const Inks& inks, const Wheel& wheel, double from, double to) {
    const double apart = from == to ? 0.14 : 0;
    const Spot a = wheel.at(from - apart, hole - 2), b = wheel.at(to + apart, hole - 2);
    Spot bend{(a.x + b.x) / 4 + wheel.middle.x / 2, (a.y + b.y) / 4 + wheel.middle.y / 2};
    if (from == to) {  // out and back beside itself
        bend = wheel.at(from, hole * 0.45);
    }
    std::vector<Spot> line;
    for (int i = 0; i <= arc_points; ++i) {
        const double t = static_cast<double>(i) / arc_points, u = 1 - t;
        line.push_back(
            {u * u * a.x + 2 * u * t * bend.x + t * t * b.x,
             u * u * a.y + 2 * u * t * bend.y + t * t * b.y}
        );
    }
    canvas.path(line, inks.soft, 1, true);
    canvas.dot(b, 2.2, inks.soft, false);
}

// The ways inside the wheel, and in the corner what they are: names stand around it by number.
void draw_round_ways(
    Canvas& canvas,
    const Strip& strip,
    const Inks& inks,
    const Sheet& sheet,
    const Wheel& wheel,
    double top
) {
    constexpr std::size_t most_told = 10;
    constexpr double line = 11, wide = 185;
    std::vector<std::string> told;
    for (const StripWay& way : strip.ways) {
        const bool begins = way.from - sheet.first < sheet.count;
        const bool ends = way.to - sheet.first < sheet.count;
        if (begins && ends) {
            draw_chord(
                canvas,
                inks,
                wheel,
                wheel.middle_of(way.from - sheet.first),
                wheel.middle_of(way.to - sheet.first)
            );
        }
        if (begins || ends) {
            told.push_back(fmt::format("{} → {}  {}", way.from + 1, way.to + 1, way.words));
        }
    }
    if (told.empty()) {
        return;
    }
    if (told.size() > most_told) {
        told.resize(most_told);
        told.back() = "…";
    }
    double y = top + height - 26 - line * static_cast<double>(told.size() + 1);
    const Type head{.size = 7.5, .strong = true, .colour = inks.soft};
    canvas.text(strip.ways_name, head, {margin, y}, wide);
    for (const std::string& one : told) {
        y += line;
        canvas.text_cut(one, {.size = 7.5, .colour = inks.soft}, {margin, y}, wide, 1);
    }
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
    }
}

// Names stand around the wheel, each beside its place, pushed apart where they would touch.
struct Label {
    std::size_t column = 0;
    double y = 0, high = 0;
};

constexpr double label_radius = group_outer + 14, label_width = 176, least_gap = 5;

void push_apart(std::vector<Label>& labels, double highest, double lowest) {
    std::sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) {
        return a.y < b.y;
    });
    double next = highest;
    for (Label& one : labels) {
        one.y = std::max(one.y, next);
        next = one.y + one.high + least_gap;
    }
    next = lowest;
    for (auto one = labels.rbegin(); one != labels.rend(); ++one) {
        one->y = std::min(one->y, next - one->high);
        next = one->y - least_gap;
    }
}

std::string label_of(const Strip& strip, std::size_t column) {
    return fmt::format("{}  {}", column + 1, strip.columns[column].name);
}

Type label_type(const Strip& strip, const Inks& inks, std::size_t column, Align align) {
    const bool hatched = strip.columns[column].hatched;
    return {
        .size = 8.5, .strong = !hatched, .colour = hatched ? inks.soft : inks.strong, .align = align
    };
}

void draw_side(
    Canvas& canvas,
    const Strip& strip,
    const Inks& inks,
    const Wheel& wheel,
    std::vector<Label> labels,
    bool right,
    double top
) {
    push_apart(labels, top + 84, top + height - 26);
    for (const Label& one : labels) {
        const double away = one.y + one.high / 2 - wheel.middle.y;
        const double reach = label_radius * label_radius - away * away;
        const double out = std::max(14.0, reach > 0 ? std::sqrt(reach) : 0);
        const double x = right ? wheel.middle.x + out : wheel.middle.x - out - label_width;
        const Type type = label_type(strip, inks, one.column, right ? Align::left : Align::right);
        canvas.text_cut(label_of(strip, one.column), type, {x, one.y}, label_width, 2);
    }
}

void draw_names(
    Canvas& canvas,
    const Strip& strip,
    const Inks& inks,
    const Sheet& sheet,
    const Wheel& wheel,
    double top
) {
    std::vector<Label> sides[2];
    for (std::size_t i = 0; i < sheet.count; ++i) {
        const double turn = wheel.middle_of(i);
        const bool right = turn < std::numbers::pi;
        const auto column = sheet.first + i;
        const Type type = label_type(strip, inks, column, Align::left);
        const double line = canvas.height_of({{"Ag", false}}, type, label_width);
        const double high = std::min(
            2 * line, canvas.height_of({{label_of(strip, column), false}}, type, label_width)
        );
        sides[right ? 0 : 1].push_back({column, wheel.at(turn, label_radius).y - high / 2, high});
    }
    draw_side(canvas, strip, inks, wheel, std::move(sides[0]), true, top);
    draw_side(canvas, strip, inks, wheel, std::move(sides[1]), false, top);
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
    draw_round_ways(canvas, strip, inks, sheet, wheel, top);
    draw_intervals(canvas, strip, inks, sheet, wheel);
    draw_round_line(
        canvas, strip, sheet, wheel, [](const auto& one) { return one.drawn; }, inks.soft, true
    );
    draw_round_line(
        canvas,
        strip,
        sheet,
        wheel,
        [](const auto& one) { return one.measured; },
        inks.strong,
        false
    );
    draw_points(canvas, strip, inks, sheet, wheel);
    draw_names(canvas, strip, inks, sheet, wheel, top);
    const Type middle{.size = 12, .strong = true, .colour = inks.strong, .align = Align::middle};
    const auto& [x, y] = wheel.middle;
    const double half = std::min(hole * 0.72, canvas.width_of(strip.title, middle) / 2 + 4);
    canvas.fill(  // ways lead through here
        {{x - half, y - 18}, {x + half, y - 18}, {x + half, y + 4}, {x - half, y + 4}},
        inks.ground
    );
    canvas.text_cut(strip.title, middle, {x - hole * 0.72, y - 16}, hole * 1.44, 3);
}

}  // namespace styk::paper::strip
