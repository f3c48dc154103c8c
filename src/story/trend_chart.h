// A course of time as a chart on paper: the line with its band, limits of chance, levels, what
// happened, the goal.
#pragma once

#include "paper/document.h"
#include "story/show_trend.h"
#include "story/speaker.h"

namespace styk::story {

[[nodiscard]] paper::LineChart chart_of(
    const Trend& trend, const metric::Metric& metric, const Speaker& speaker
);

}  // namespace styk::story
