// What the drawers of a strip share.
#pragma once

#include <vector>

#include "paper/canvas.h"
#include "paper/strip.h"

namespace styk::paper::strip {

inline constexpr double width = 1190.55, height = 841.89, margin = 34;

struct Inks {
    Colour ground, strong, soft, line, band, group, bad, good, turning;
    Colour sure;  // between the ends of intervals
};

[[nodiscard]] Inks inks_of(bool dark);

// Columns `first` to `first + count` stand on one page.
struct Sheet {
    std::size_t first = 0, count = 0;
};

[[nodiscard]] std::vector<Sheet> sheets_of(const Strip& strip, StripView view);

// Each draws one sheet with its upper left corner at 0, `top`.
void draw_table(
    Canvas& canvas, const Strip& strip, const Inks& inks, const Sheet& sheet, double top
);
void draw_curve(
    Canvas& canvas, const Strip& strip, const Inks& inks, const Sheet& sheet, double top
);
void draw_circle(
    Canvas& canvas, const Strip& strip, const Inks& inks, const Sheet& sheet, double top
);

void draw_head(Canvas& canvas, const Strip& strip, const Inks& inks, double top);
void draw_mark(Canvas& canvas, const Inks& inks, StripMark mark, Spot at, double radius);

// A smooth line through points whose x rises: monotone between neighbours, so that it never shows
// a height that nobody drew.
[[nodiscard]] std::vector<Spot> smooth(const std::vector<Spot>& points);

// Drawn and measured lines over columns whose middles stand at `middles`.
struct CurveBox {
    double top = 0, height = 0;
    std::vector<double> middles{};

    [[nodiscard]] double y_of(double value) const { return top + height * (2 - value) / 4; }
};

void draw_lines(
    Canvas& canvas, const Strip& strip, const Inks& inks, const Sheet& sheet, const CurveBox& box
);

// Neighbours with a measured value; of one alone the interval is drawn as a stroke, of several as a
// band behind the line.
struct Run {
    std::size_t first = 0, count = 0;  // columns of the sheet
};

[[nodiscard]] std::vector<Run> measured_runs(const Strip& strip, const Sheet& sheet);

// Ends of the interval, else the value itself.
[[nodiscard]] double low_of(const StripColumn& column);
[[nodiscard]] double high_of(const StripColumn& column);

// Ways over the columns: each goes up, across and down, short ones low, with its words on it. One
// that leads to another sheet ends at the edge and says where.
struct WayLines {
    struct Line {
        std::size_t level = 0;  // 0 is the lowest
        std::optional<double> from{},
            to{};                    // where its ends stand, as far as they are on the sheet
        double left = 0, right = 0;  // of what lies across
        std::string words;
    };

    std::vector<Line> lines{};
    double height = 0;
    double left = 0, right = 0;  // edges of the field
};

// `middles`: of the columns; `left` and `right`: edges of the sheet's field.
[[nodiscard]] WayLines way_lines(
    Canvas& canvas,
    const Strip& strip,
    const Sheet& sheet,
    const std::vector<double>& middles,
    double left,
    double right
);

// With their feet at `bottom`.
void draw_ways(Canvas& canvas, const Inks& inks, const WayLines& ways, double bottom);

}  // namespace styk::paper::strip
