// The scale of a chart: round ends around what is drawn, three to five round ticks.
#pragma once

#include <utility>
#include <vector>

namespace styk::story {

struct ChartScale {
    double bottom = 0, top = 1;
    std::vector<double> ticks;
};

// Around `values`, never beyond `whole`, which it is when there are none.
[[nodiscard]] ChartScale scale_of(
    const std::vector<double>& values, std::pair<double, double> whole
);

}  // namespace styk::story
