// What the drawers of a strip share.
#pragma once

#include <vector>

#include "paper/canvas.h"
#include "paper/strip.h"

namespace styk::paper::strip {

inline constexpr double width = 1190.55, height = 841.89, margin = 34;

struct Inks {
    Colour ground, strong, soft, line, band, group, bad, good, turning;
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

}  // namespace styk::paper::strip
