#include "stats/multiplicity.h"

#include <algorithm>
#include <numeric>

#include "base/result.h"

namespace styk::stats {

namespace {

// Indices of p, ascending by value; equal values in input order, so that the result is the same
// everywhere.
std::vector<std::size_t> ascending(std::span<const double> p) {
    if (!std::ranges::all_of(p, [](double value) { return value >= 0 && value <= 1; })) {
        throw Fault("stats: a p value is not in 0..1");
    }
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return p[i]; });
    return order;
}

// Each p times factor(rank from 1), no greater than that of any greater p.
template <class Factor>
std::vector<double> step_up(std::span<const double> p, Factor factor) {
    const auto order = ascending(p);
    std::vector<double> adjusted(p.size());
    double least = 1;
    for (std::size_t rank = order.size(); rank > 0; --rank) {
        least = std::min(least, p[order[rank - 1]] * factor(static_cast<double>(rank)));
        adjusted[order[rank - 1]] = least;
    }
    return adjusted;
}

double harmonic(std::size_t m) {
    double sum = 0;
    for (std::size_t i = m; i > 0; --i) {
        sum += 1 / static_cast<double>(i);
    }
    return sum;
}

}  // namespace

std::vector<double> benjamini_hochberg(std::span<const double> p) {
    const auto m = static_cast<double>(p.size());
    return step_up(p, [m](double rank) { return m / rank; });
}

std::vector<double> benjamini_yekutieli(std::span<const double> p) {
    const double m = static_cast<double>(p.size()) * harmonic(p.size());
    return step_up(p, [m](double rank) { return m / rank; });
}

std::vector<double> hochberg(std::span<const double> p) {
    const auto m = static_cast<double>(p.size());
    return step_up(p, [m](double rank) { return m - rank + 1; });
}

std::vector<double> holm(std::span<const double> p) {
    const auto order = ascending(p);
    std::vector<double> adjusted(p.size());
    double greatest = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto left = static_cast<double>(order.size() - i);
        greatest = std::max(greatest, std::min(1.0, p[order[i]] * left));
        adjusted[order[i]] = greatest;
    }
    return adjusted;
}

std::vector<double> bonferroni(std::span<const double> p) {
    std::vector<double> adjusted(p.size());
    for (const std::size_t i : ascending(p)) {
        adjusted[i] = std::min(1.0, p[i] * static_cast<double>(p.size()));
    }
    return adjusted;
}

std::size_t count_standing(std::span<const double> adjusted, double limit) {
    return static_cast<std::size_t>(std::ranges::count_if(adjusted, [=](double p) {
        return p <= limit;
    }));
}

}  // namespace styk::stats
