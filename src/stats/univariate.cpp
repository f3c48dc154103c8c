#include "stats/univariate.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace styk::stats {

namespace {

// About the first value, so that a common offset costs no digits; the second pass adds what the
// first lost.
long double mean_of(std::span<const long double> values) {
    const auto n = static_cast<long double>(values.size());
    long double mean = values[0];
    for (int pass = 0; pass < 2; ++pass) {
        long double away = 0;
        for (const long double value : values) {
            away += value - mean;
        }
        mean += away / n;
    }
    return mean;
}

}  // namespace

Univariate univariate(std::span<const long double> values) {
    Univariate result{.n = static_cast<double>(values.size())};
    const auto finite = [](long double value) { return std::isfinite(value); };
    if (values.empty() || !std::ranges::all_of(values, finite)) {
        return result;
    }
    const long double mean = mean_of(values);
    long double squares = 0, neighbours = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        squares += (values[i] - mean) * (values[i] - mean);
        neighbours += i > 0 ? (values[i] - mean) * (values[i - 1] - mean) : 0;
    }
    if (!std::isfinite(mean) || !std::isfinite(static_cast<double>(squares))) {
        return result;
    }
    result.mean = static_cast<double>(mean);
    if (values.size() > 1) {
        result.sd =
            static_cast<double>(std::sqrt(squares / (static_cast<long double>(values.size()) - 1)));
    }
    if (squares > 0) {
        result.lag1 = static_cast<double>(neighbours / squares);
    }
    return result;
}

}  // namespace styk::stats
