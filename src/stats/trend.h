// Is there a steady rise or fall? Mann & Kendall: by the signs of all pairs, so outliers and the
// shape of the rise do not matter. Values are taken as independent: with autocorrelation
// (`autocorrelation` above 0.2 or so) p is too small.
#pragma once

#include <optional>
#include <string_view>

#include "stats/series.h"

namespace styk::stats {

// O(n^2) time and memory for the slope: fine up to some 5000 values.
struct TrendTest {
    double s = 0;               // pairs that rise minus pairs that fall
    double variance_s = 0;      // corrected for ties
    double z = 0;               // (|s| - 1) / sd with the sign of s; 0 at s = 0
    std::optional<double> p{};  // two-sided normal; nothing when all values are equal
    double sen_slope = 0;       // median of the slopes of all pairs, value a unit time
    // 95 % limits of it by ranks (Gilbert 1987, 16.4.2): nothing where too few pairs reach them.
    std::optional<double> sen_lo{}, sen_hi{};
    double ols_slope = 0;                     // least squares
    std::optional<double> ols_p{};            // t test of it; nothing when n < 3 or constant
    std::optional<double> autocorrelation{};  // at lag 1; nothing when constant
    std::string_view reason{};                // too_short: n < 2; not_finite; bad_option: times
};

// At the given times, which must rise.
[[nodiscard]] TrendTest trend_test(Series times, Series values);
[[nodiscard]] TrendTest trend_test(Series values);  // at 1, 2, 3 ...

}  // namespace styk::stats
