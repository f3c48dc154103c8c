// The pictures of a document, drawn into a box on a canvas.
#pragma once

#include "paper/canvas.h"
#include "paper/document.h"

namespace styk::paper {

inline constexpr double line_chart_height = 170, whisker_row_height = 19;

[[nodiscard]] double height_of(const Whiskers& whiskers);

// Both into a box of `width` whose upper left corner is `at`; `scale` is that of the type.
void draw(Canvas& canvas, const LineChart& chart, Spot at, double width, double scale);
void draw(Canvas& canvas, const Whiskers& whiskers, Spot at, double width, double scale);

}  // namespace styk::paper
