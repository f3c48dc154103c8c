#include "stats/ranks.h"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <numeric>
#include <utility>

#include "base/result.h"

namespace styk::stats {

namespace {

double size_of(std::span<const double> values) {
    return static_cast<double>(values.size());
}

// Sum of t^3 - t over groups of t equal values.
double ties_in(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    double total = 0;
    for (std::size_t i = 0, end = 0; i < values.size(); i = end) {
        while (end < values.size() && values[end] == values[i]) {
            ++end;
        }
        const auto t = static_cast<double>(end - i);
        total += t * t * t - t;
    }
    return total;
}

// Pairs among equal neighbours, t (t - 1) / 2 a group.
template <class Equal>
double tied_pairs(std::size_t n, Equal equal) {
    double total = 0, group = 1;
    for (std::size_t i = 1; i < n; ++i) {
        group = equal(i - 1, i) ? group + 1 : 1;
        total += group - 1;
    }
    return total;
}

// Sorts and counts the pairs that stood the wrong way round.
double sort_and_count(
    std::vector<double>& values, std::vector<double>& spare, std::size_t from, std::size_t to
) {
    if (to - from < 2) {
        return 0;
    }
    const std::size_t middle = from + (to - from) / 2;
    double swaps =
        sort_and_count(values, spare, from, middle) + sort_and_count(values, spare, middle, to);
    for (std::size_t a = from, b = middle, at = from; at < to; ++at) {
        const bool take_second = a == middle || (b < to && values[b] < values[a]);
        swaps += take_second ? static_cast<double>(middle - a) : 0;
        spare[at] = values[take_second ? b++ : a++];
    }
    const auto at = [](std::size_t place) { return static_cast<std::ptrdiff_t>(place); };
    std::copy(spare.begin() + at(from), spare.begin() + at(to), values.begin() + at(from));
    return swaps;
}

void check_pairs(std::span<const double> x, std::span<const double> y) {
    if (x.size() != y.size()) {
        throw Fault("stats: a correlation needs pairs");
    }
}

}  // namespace

std::vector<double> ranks(std::span<const double> values) {
    if (std::any_of(values.begin(), values.end(), [](double v) { return std::isnan(v); })) {
        throw Fault("stats: NaN has no rank");
    }
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a] < values[b]; });
    std::vector<double> result(values.size());
    for (std::size_t i = 0, end = 0; i < order.size(); i = end) {
        while (end < order.size() && values[order[end]] == values[order[i]]) {
            ++end;
        }
        for (std::size_t k = i; k < end; ++k) {
            result[order[k]] = (static_cast<double>(i) + static_cast<double>(end) + 1) / 2;
        }
    }
    return result;
}

std::optional<RankComparison> mann_whitney(
    std::span<const double> first, std::span<const double> second
) {
    if (first.empty() || second.empty()) {
        return std::nullopt;
    }
    std::vector<double> all(first.begin(), first.end());
    all.insert(all.end(), second.begin(), second.end());
    const auto rank = ranks(all);
    const double n1 = size_of(first), n2 = size_of(second), n = n1 + n2;
    const double sum = std::accumulate(rank.begin(), rank.begin() + std::ssize(first), 0.0);
    const double u = sum - n1 * (n1 + 1) / 2;
    RankComparison result{
        .u = u, .superiority = u / (n1 * n2), .cliffs_delta = 2 * u / (n1 * n2) - 1
    };
    const double variance = n1 * n2 / 12 * (n + 1 - ties_in(std::move(all)) / (n * (n - 1)));
    if (variance > 1e-9 * n1 * n2) {
        const double z = std::abs(u - n1 * n2 / 2) / std::sqrt(variance);
        result.p = 2 * boost::math::cdf(boost::math::complement(boost::math::normal(), z));
    }
    return result;
}

std::optional<KruskalWallis> kruskal_wallis(std::span<const std::vector<double>> groups) {
    std::vector<double> all;
    std::size_t filled = 0;
    for (const auto& group : groups) {
        all.insert(all.end(), group.begin(), group.end());
        filled += group.empty() ? 0 : 1;
    }
    const double n = size_of(all), correction = 1 - ties_in(all) / (n * n * n - n);
    if (filled < 2 || !(correction > 1e-12)) {
        return std::nullopt;
    }
    const auto rank = ranks(all);
    double between = 0;
    auto from = rank.begin();
    for (const auto& group : groups) {
        const auto to = from + std::ssize(group);
        const double away = std::accumulate(from, to, 0.0) - size_of(group) * (n + 1) / 2;
        between += group.empty() ? 0 : away * away / size_of(group);
        from = to;
    }
    KruskalWallis result{.h = 12 / (n * (n + 1)) * between / correction, .df = filled - 1};
    const boost::math::chi_squared distribution(static_cast<double>(result.df));
    result.p = boost::math::cdf(boost::math::complement(distribution, result.h));
    return result;
}

std::optional<double> pearson(std::span<const double> x, std::span<const double> y) {
    check_pairs(x, y);
    if (x.size() < 2) {
        return std::nullopt;
    }
    const double mean_x = summary_of(x).mean, mean_y = summary_of(y).mean;
    double xx = 0, yy = 0, xy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double dx = x[i] - mean_x, dy = y[i] - mean_y;
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    const double scale = std::sqrt(xx) * std::sqrt(yy);
    if (!(scale > 0) || !std::isfinite(scale) || !std::isfinite(xy)) {
        return std::nullopt;
    }
    return std::clamp(xy / scale, -1.0, 1.0);
}

std::optional<double> spearman(std::span<const double> x, std::span<const double> y) {
    return pearson(ranks(x), ranks(y));
}

std::optional<double> kendall(std::span<const double> x, std::span<const double> y) {
    check_pairs(x, y);
    const auto rank_x = ranks(x), rank_y = ranks(y);
    std::vector<std::size_t> order(x.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](auto a, auto b) {
        return std::pair(rank_x[a], rank_y[a]) < std::pair(rank_x[b], rank_y[b]);
    });
    const auto n = x.size();
    std::vector<double> second(n), spare(n);
    std::transform(order.begin(), order.end(), second.begin(), [&](auto i) { return rank_y[i]; });
    const auto same_x = [&](auto a, auto b) { return rank_x[order[a]] == rank_x[order[b]]; };
    const double tied_x = tied_pairs(n, same_x);
    const double tied_both =
        tied_pairs(n, [&](auto a, auto b) { return same_x(a, b) && second[a] == second[b]; });
    const double discordant = sort_and_count(second, spare, 0, n);
    const double tied_y = tied_pairs(n, [&](auto a, auto b) { return second[a] == second[b]; });
    const double pairs = static_cast<double>(n) * (static_cast<double>(n) - 1) / 2;
    const double scale = std::sqrt(pairs - tied_x) * std::sqrt(pairs - tied_y);
    if (!(scale > 0)) {
        return std::nullopt;
    }
    return (pairs - tied_x - tied_y + tied_both - 2 * discordant) / scale;
}

Summary summary_of(std::span<const double> values) {
    Summary result{.n = size_of(values)};
    if (values.empty()) {
        return result;
    }
    const double origin = values[0];
    for (const double value : values) {
        result.mean += value - origin;
    }
    result.mean = origin + result.mean / result.n;
    double squares = 0, lost = 0;
    for (const double value : values) {
        squares += (value - result.mean) * (value - result.mean);
        lost += value - result.mean;
    }
    squares = std::max(0.0, squares - lost * lost / result.n);
    result.variance = values.size() < 2 ? 0 : squares / (result.n - 1);
    return result;
}

std::optional<EffectSize> cohens_d(const Summary& first, const Summary& second) {
    const double df = first.n + second.n - 2;
    if (!(df > 0) || first.n < 1 || second.n < 1) {
        return std::nullopt;
    }
    const double pooled = ((first.n - 1) * first.variance + (second.n - 1) * second.variance) / df;
    if (!(pooled > 0)) {
        return std::nullopt;
    }
    return EffectSize{(first.mean - second.mean) / std::sqrt(pooled), 1 - 3 / (4 * df - 1)};
}

}  // namespace styk::stats
