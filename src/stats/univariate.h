// One column of numbers to all the digits it has (NIST's univariate accuracy sets).
#pragma once

#include <optional>
#include <span>

namespace styk::stats {

// Two passes in long double. mean is nothing without values, sd (divisor n - 1) with one, lag1
// (sum of neighbours' products by sum of squares about the mean) when nothing varies; all when a
// value is not finite.
struct Univariate {
    double n = 0;
    std::optional<double> mean{}, sd{}, lag1{};
};

[[nodiscard]] Univariate univariate(std::span<const long double> values);

}  // namespace styk::stats
