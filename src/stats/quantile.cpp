#include "stats/quantile.h"

#include <algorithm>
#include <cmath>

namespace styk::stats {

namespace {

bool usable(const std::vector<double>& values) {
    return !values.empty() &&
           std::ranges::all_of(values, [](double value) { return std::isfinite(value); });
}

std::optional<double> of_sorted(const std::vector<double>& sorted, double p) {
    if (!(p >= 0 && p <= 1)) {
        return std::nullopt;
    }
    const double at = static_cast<double>(sorted.size() - 1) * p;
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return std::lerp(sorted[below], sorted[above], at - static_cast<double>(below));
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

}  // namespace styk::stats
