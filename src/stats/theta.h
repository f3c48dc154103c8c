// The Theta method (Assimakopoulos & Nikolopoulos 2000) as simple exponential smoothing with a
// drift of half the slope of the least squares line (Hyndman & Billah 2003). A season, where the
// autocorrelation at one period shows one, is divided out first.
#pragma once

#include <string_view>
#include <vector>

#include "stats/decomposition.h"
#include "stats/ets.h"

namespace styk::stats {

struct Theta {
    std::vector<double> mean{};
    std::vector<double> variance{};  // of SES: sigma^2 (1 + (h - 1) alpha^2)
    double alpha = 0, drift = 0;     // drift: a period
    double sigma2 = 0;
    Season season = Season::none;
    std::string_view reason{};  // too_short: n < 7; not_finite; bad_option: horizon < 1
};

[[nodiscard]] Theta theta_forecast(Series y, int period, int horizon);

}  // namespace styk::stats
