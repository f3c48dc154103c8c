#include "stats/quantile.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>

namespace styk::stats {

namespace {

bool usable(const std::vector<double>& values) {
    return !values.empty() &&
           std::ranges::all_of(values, [](double value) { return std::isfinite(value); });
}

std::optional<double> of_sorted(const std::vector<double>& sorted, double p) {
    const bool is_share = p >= 0 && p <= 1;
    if (!is_share) {
        return std::nullopt;
    }
    const double at = static_cast<double>(sorted.size() - 1) * p;
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return std::lerp(sorted[below], sorted[above], at - static_cast<double>(below));
}

// How many of n values lie below the quantile with chance `tail` at most: the largest l with
// P(B < l) <= tail.
std::size_t rank_below(std::size_t n, double p, double tail) {
    const boost::math::binomial below(static_cast<double>(n), p);
    std::size_t least = 0, most = n;
    while (least < most) {
        const std::size_t middle = least + (most - least + 1) / 2;
        const bool fits = boost::math::cdf(below, static_cast<double>(middle - 1)) <= tail;
        fits ? least = middle : most = middle - 1;
    }
    return least;
}

}  // namespace

std::optional<double> quantile(std::vector<double> values, double p) {
    return quantiles(std::move(values), std::span<const double>(&p, 1)).front();
}

std::vector<std::optional<double>> quantiles(
    std::vector<double> values, std::span<const double> p
) {
    std::vector<std::optional<double>> found(p.size());
    if (!usable(values)) {
        return found;
    }
    std::ranges::sort(values);
    std::ranges::transform(p, found.begin(), [&](double at) { return of_sorted(values, at); });
    return found;
}

QuantileRanks quantile_ranks(std::uint64_t n, double p, double level, std::optional<double> n_eff) {
    QuantileRanks out;
    if (n == 0) {
        return out;
    }
    const double tail = (1 - level) / 2, size = static_cast<double>(n);
    const double wider = n_eff && *n_eff > 0 && *n_eff < size ? std::sqrt(size / *n_eff) : 1;
    // By symmetry the upper rank is counted from the other end, with 1 - p.
    const double l = static_cast<double>(rank_below(n, p, tail));
    const double u = size + 1 - static_cast<double>(rank_below(n, 1 - p, tail));
    const double lower = std::floor(size * p - (size * p - l) * wider);
    const double upper = std::ceil(size * p + (u - size * p) * wider);
    if (l >= 1 && lower >= 1) {
        out.lo = static_cast<std::uint64_t>(lower);
    }
    if (u <= size && upper <= size) {
        out.hi = static_cast<std::uint64_t>(upper);
    }
    return out;
}

QuantileEstimate quantile_estimate(
    std::vector<double> values, double p, double level, std::optional<double> n_eff
) {
    QuantileEstimate out{.level = level};
    const bool within = p > 0 && p < 1;
    if (!usable(values) || !within) {
        return out;
    }
    std::ranges::sort(values);
    out.value = of_sorted(values, p);
    const auto ranks = quantile_ranks(values.size(), p, level, n_eff);
    if (ranks.lo) {
        out.lo = values[*ranks.lo - 1];
    }
    if (ranks.hi) {
        out.hi = values[*ranks.hi - 1];
    }
    return out;
}

}  // namespace styk::stats
