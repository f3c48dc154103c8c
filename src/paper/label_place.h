// Room for words along a line in a chart.
#pragma once

#include <vector>

namespace styk::paper {

struct Area {
    double left = 0, top = 0, right = 0, bottom = 0;
};

// Where words stand that are `wide` by `high` (points) beside the level line at `level`: above or
// below it, the first place from the left that meets nothing of `taken`; where there is none,
// the one that meets the least. Within `plot`.
[[nodiscard]] Area place_along(
    double level, double wide, double high, const Area& plot, const std::vector<Area>& taken
);

}  // namespace styk::paper
