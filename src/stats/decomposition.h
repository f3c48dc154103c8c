// Classical decomposition into trend, season and rest by a centred moving average over one period,
// and what a season is worth. Simple and fixed; stl.h follows a season that changes.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "stats/series.h"

namespace styk::stats {

enum class Season { none, additive, multiplicative };

struct Decomposition {
    std::vector<double> figure{};                // one period, from the first value's season on;
                                                 // additive: sums to 0, multiplicative: mean 1
    std::vector<double> seasonal{};              // n: the figure repeated
    std::vector<std::optional<double>> trend{};  // n; nothing in the first and last half period
};

// Figure: mean over the periods of x - trend (x / trend), made to sum to 0 (to a mean of 1). The
// moving average of an even period gives half a weight to both ends. Nothing when n < 2 periods,
// period < 2, a value is not finite, or a multiplicative figure would divide by 0.
[[nodiscard]] std::optional<Decomposition> decompose(Series values, int period, Season season);

// Is there a season? Autocorrelation at one period beyond 1.645 standard errors, the errors by
// Bartlett's formula from the lags before. False when n < 3 periods or the series is constant.
// `max_lag`: above it lags count as not measured, so false (the M4 benchmarks measure only 10
// log10(n) lags).
[[nodiscard]] bool has_season(Series values, int period);
[[nodiscard]] bool has_season_within(Series values, int period, int max_lag);

// Values without their season: subtracted or divided out.
[[nodiscard]] std::vector<double> without_season(
    Series values, const Decomposition& of, Season season
);

// The figure continued over the `horizon` periods after the last value.
[[nodiscard]] std::vector<double> season_ahead(const Decomposition& of, int horizon);

}  // namespace styk::stats
