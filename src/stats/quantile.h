// One quantile, everywhere the same: Hyndman & Fan 1996 type 7, linear between order statistics,
// position 1 + (n - 1) p.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace styk::stats {

// p in 0..1. Nothing when there is no value, a value is not finite or p is outside.
[[nodiscard]] std::optional<double> quantile(std::vector<double> values, double p);

// Several at once, one sort.
[[nodiscard]] std::vector<std::optional<double>> quantiles(
    std::vector<double> values, std::span<const double> p
);

// A quantile with limits, for values from any distribution.
struct QuantileEstimate {
    std::optional<double> value{};     // type 7
    std::optional<double> lo{}, hi{};  // each alone may be nothing: too few values beyond it
    double level = 0.95;
};

// Which values, in rising order from 1, are the limits of a quantile. None where none is that far
// out.
struct QuantileRanks {
    std::optional<std::uint64_t> lo{}, hi{};
};

[[nodiscard]] QuantileRanks quantile_ranks(
    std::uint64_t n, double p, double level = 0.95, std::optional<double> n_eff = {}
);

// Limits are values themselves: the l-th and u-th smallest, l the largest with P(B < l) <= tail and
// u the smallest with P(B < u) >= 1 - tail, B binomial(n, p), tail = (1 - level) / 2 (Hahn & Meeker
// 1991, 5.2): coverage at least the level, and no limit where none is that far out (P90: n < 36
// gives no hi). `n_eff` below n (values that come in bursts) moves both away from np by
// sqrt(n / n_eff) (Woodruff 1952). Empty when there is no value, one is not finite, or p is not
// inside 0..1.
[[nodiscard]] QuantileEstimate quantile_estimate(
    std::vector<double> values, double p, double level = 0.95, std::optional<double> n_eff = {}
);

}  // namespace styk::stats
