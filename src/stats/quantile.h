// One quantile, everywhere the same: Hyndman & Fan 1996 type 7, linear between order statistics,
// position 1 + (n - 1) p.
#pragma once

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

}  // namespace styk::stats
