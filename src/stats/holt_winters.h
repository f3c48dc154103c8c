// Holt-Winters smoothing with an additive season, started from a decomposition of the first two
// periods and fitted by least squares of the one-step errors after the first period: the classical
// procedure (Holt 1957, Winters 1960), where ets.h also fits the start.
//     level = alpha (y - s) + (1 - alpha)(level + slope);  slope = beta (level - level before) +
//     (1 - beta) slope;  s = gamma (y - level) + (1 - gamma) s
#pragma once

#include <string_view>
#include <vector>

#include "stats/series.h"

namespace styk::stats {

struct HoltWinters {
    double alpha = 0, beta = 0, gamma = 0;  // 0..1 each
    double level = 0, slope = 0;            // after the last value
    std::vector<double> seasons{};          // one period, the next to be used first
    double sse = 0;                         // of the values after the first period
    std::string_view reason{};  // too_short: n < 3 periods; bad_option: period < 2; not_finite
};

[[nodiscard]] HoltWinters fit_holt_winters(Series y, int period);
// With given smoothing parameters.
[[nodiscard]] HoltWinters filter_holt_winters(
    Series y, int period, double alpha, double beta, double gamma
);

[[nodiscard]] std::vector<double> forecast_holt_winters(const HoltWinters& fit, int horizon);

}  // namespace styk::stats
