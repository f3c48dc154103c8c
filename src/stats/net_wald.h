// Intervals and tests of nets that rest on the normal curve alone, not clipped to [-1, 1]: what
// other programs print, so that they can be compared with. Screens use interval.h and difference.h.
#pragma once

#include <optional>

#include "stats/score.h"

namespace styk::stats {

struct NetWald {
    double centre = 0, lo = 0, hi = 0;
};

// net +- z sqrt(v / n), v = p + d - (p - d)^2. Of no width when all answers are of one class, so
// never shown. Nothing when n = 0.
[[nodiscard]] std::optional<NetWald> net_wald(const NetCounts& counts, double level = 0.95);

// The same with the sample variance (divisor n - 1) and Student's t. Nothing when n < 2.
[[nodiscard]] std::optional<NetWald> net_t(const NetCounts& counts, double level = 0.95);

// Rocks 2016: 3/4, 3/2 and 3/4 added, then Wald. The counts may be weighted ones (shares times the
// effective n). Nothing when they add up to 0.
[[nodiscard]] std::optional<NetWald> net_adjusted(
    double positive, double neutral, double negative, double level = 0.95
);

// First minus second. Without spread there is no z and no p.
struct NetWaldDifference {
    double value = 0, standard_error = 0, lo = 0, hi = 0;
    std::optional<double> z{}, p{};
};

// Variances of each side: sqrt(v1 / n1 + v2 / n2). Nothing when a side is empty.
[[nodiscard]] std::optional<NetWaldDifference> net_wald_difference(
    const NetCounts& first, const NetCounts& second, double level = 0.95
);

// With 3/4, 3/2 and 3/4 added on each side.
[[nodiscard]] std::optional<NetWaldDifference> net_adjusted_difference(
    const NetCounts& first, const NetCounts& second, double level = 0.95
);

// One variance for both, that of all answers together: sqrt(v (1 / n1 + 1 / n2)).
[[nodiscard]] std::optional<NetWaldDifference> net_pooled_difference(
    const NetCounts& first, const NetCounts& second, double level = 0.95
);

}  // namespace styk::stats
