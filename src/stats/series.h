// Small facts about one series of numbers at equal steps of time, oldest first: what charts, trend
// tests and forecasts share. A series must be finite; leave periods without a value out, or say so
// to the reader, before it comes here.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/reasons.h"

namespace styk::stats {

using Series = std::span<const double>;

// Why there is no answer about a series, beside the keys of reasons.h.
namespace reason {
inline constexpr std::string_view too_short = "too_short";  // the header of the statistic says
inline constexpr std::string_view constant = "constant";    // nothing varies
inline constexpr std::string_view not_positive = "not_positive";  // a ratio needs values above 0
inline constexpr std::string_view bad_option = "bad_option";      // a parameter out of its range
}  // namespace reason

// Finite and below 1e150, so that squares do not overflow.
[[nodiscard]] bool is_finite(Series values);
[[nodiscard]] bool is_constant(Series values);  // also of none and of one

// These need at least one value.
[[nodiscard]] double mean_of(Series values);
[[nodiscard]] double median_of(Series values);
[[nodiscard]] double variance_of(Series values);  // divisor n - 1; 0 for one value

[[nodiscard]] std::vector<double> differences(Series values);  // x[i + 1] - x[i]

// Autocorrelations at lags 1..max_lag (at most n - 1): sum (x_t - m)(x_{t-k} - m) / sum (x_t -
// m)^2. Nothing when the series is constant.
[[nodiscard]] std::optional<std::vector<double>> autocorrelations(Series values, int max_lag);

// Least squares y = intercept + slope x. `p`: two-sided t test of slope 0 with n - 2 degrees of
// freedom, nothing when n < 3; 0 when the line fits perfectly. Nothing at all when x is constant.
struct Line {
    double intercept = 0, slope = 0;
    std::optional<double> slope_se{}, p{};
};

[[nodiscard]] std::optional<Line> line_through(Series x, Series y);
[[nodiscard]] std::optional<Line> line_over_time(Series y);  // x = 1, 2, 3 ...

}  // namespace styk::stats
