#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "paper/strip_parts.h"

namespace styk::paper::strip {

namespace {

constexpr double level_high = 15, foot = 9;
constexpr double aside = 5;  // what leaves a column and what comes back to it stand so far apart
constexpr double longest_words = 150, corner = 5;

Type words_type(const Inks& inks) {
    return {.size = 6.5, .colour = inks.soft, .align = Align::middle};
}

bool is_here(const Sheet& sheet, std::size_t column) {
    return column >= sheet.first && column < sheet.first + sheet.count;
}

// A way as far as this sheet shows it; nothing when it has no end here.
std::optional<WayLines::Line> line_of(
    const Strip& strip,
    const Sheet& sheet,
    const StripWay& way,
    const std::vector<double>& middles,
    double left,
    double right
) {
    const bool begins = is_here(sheet, way.from), ends = is_here(sheet, way.to);
    if (!begins && !ends) {
        return {};
    }
    const double apart = way.to <= way.from ? -aside : aside;
    WayLines::Line out;
    out.words = way.words;
    if (begins) {
        out.from = middles[way.from - sheet.first] + apart;
    } else {
        out.words =
            fmt::format("{} {} → {}", way.from + 1, strip.columns[way.from].name, way.words);
    }
    if (ends) {
        out.to = middles[way.to - sheet.first] - apart;
    } else {
        out.words = fmt::format("{} → {} {}", way.words, way.to + 1, strip.columns[way.to].name);
    }
    const auto edge = [&](std::size_t column) { return column < sheet.first ? left : right; };
    const double a = out.from.value_or(edge(way.from)), b = out.to.value_or(edge(way.to));
    out.left = std::min(a, b);
    out.right = std::max(a, b);
    return out;
}

double words_room(const WayLines::Line& line) {
    return std::max(longest_words, line.right - line.left - 2 * corner);
}

// Bent corners where it goes up and down; no corner at an edge of the sheet.
std::vector<Spot> shape_of(const WayLines::Line& line, double y, double bottom) {
    std::vector<Spot> out;
    const auto leg = [&](double x, double inwards) {
        std::vector<Spot> one{{x, bottom}, {x, y + corner}};
        for (int i = 1; i <= 4; ++i) {
            const double t = i / 4.0;
            one.push_back({x + inwards * corner * t * t, y + corner * (1 - t) * (1 - t)});
        }
        return one;
    };
    const bool rises = line.left == line.from || line.left == line.to;
    const bool falls = line.right == line.from || line.right == line.to;
    if (rises) {
        out = leg(line.left, 1);
    } else {
        out.push_back({line.left, y});
    }
    if (falls) {
        const auto last = leg(line.right, -1);
        out.insert(out.end(), last.rbegin(), last.rend());
    } else {
        out.push_back({line.right, y});
    }
    return out;
}

// Where its words stand: on its middle, within the field.
Spot words_at(const WayLines::Line& line, double wide, double left, double right) {
    const double x = (line.left + line.right - wide) / 2;
    return {std::clamp(x, left, std::max(left, right - wide)), 0};
}

}  // namespace

WayLines way_lines(
    Canvas& canvas,
    const Strip& strip,
    const Sheet& sheet,
    const std::vector<double>& middles,
    double left,
    double right
) {
    WayLines out;
    for (const StripWay& way : strip.ways) {
        if (auto line = line_of(strip, sheet, way, middles, left, right)) {
            out.lines.push_back(std::move(*line));
        }
    }
    std::ranges::stable_sort(out.lines, {}, [](const auto& one) { return one.right - one.left; });

    struct Taken {
        double left = 0, right = 0;
    };

    std::vector<std::vector<Taken>> levels;
    for (WayLines::Line& line : out.lines) {
        const double wide = std::min(canvas.width_of(line.words, {.size = 6.5}), words_room(line));
        const double begin = words_at(line, wide, left, right).x;
        const Taken own{std::min(line.left, begin) - 4, std::max(line.right, begin + wide) + 4};
        const auto is_free = [&](const std::vector<Taken>& level) {
            return std::ranges::none_of(level, [&](const Taken& one) {
                return own.left < one.right && one.left < own.right;
            });
        };
        const auto level = std::ranges::find_if(levels, is_free);
        line.level = static_cast<std::size_t>(level - levels.begin());
        if (level == levels.end()) {
            levels.emplace_back();
        }
        levels[line.level].push_back(own);
    }
    if (!levels.empty()) {
        out.height = level_high * static_cast<double>(levels.size()) + foot;
        out.left = left;
        out.right = right;
    }
    return out;
}

void draw_ways(Canvas& canvas, const Inks& inks, const WayLines& ways, double bottom) {
    const auto y_of = [&](const WayLines::Line& line) {
        return bottom - foot - level_high * (static_cast<double>(line.level) + 0.5);
    };
    for (const WayLines::Line& line : ways.lines) {
        canvas.path(shape_of(line, y_of(line), bottom - 4), inks.soft, 0.9, true);
        if (line.to) {
            canvas.triangle({*line.to, bottom - 3}, 2.6, inks.soft, false);
        }
    }
    const Type type = words_type(inks);
    for (const WayLines::Line& line : ways.lines) {
        const double wide = std::min(canvas.width_of(line.words, type), words_room(line)) + 4;
        const double x = words_at(line, wide, ways.left, ways.right).x, y = y_of(line);
        canvas.fill({{x, y - 5}, {x + wide, y - 5}, {x + wide, y + 5}, {x, y + 5}}, inks.ground);
        canvas.text_cut(line.words, type, {x, y - 4.5}, wide, 1);
    }
}

}  // namespace styk::paper::strip
