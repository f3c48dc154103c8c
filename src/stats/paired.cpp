#include "stats/paired.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <vector>

#include "base/result.h"
#include "stats/ranks.h"
#include "stats/reasons.h"
#include "stats/score.h"

namespace styk::stats {

namespace {

// P(V <= v), V the sum of those of 1..n that a fair coin picks. n < 50: below 2^50 ways, exact.
double cumulative(std::size_t n, double v) {
    std::vector<double> ways(n * (n + 1) / 2 + 1);
    ways[0] = 1;
    for (std::size_t rank = 1; rank <= n; ++rank) {
        for (std::size_t sum = ways.size(); sum-- > rank;) {
            ways[sum] += ways[sum - rank];
        }
    }
    double below = 0;
    for (std::size_t sum = 0; sum < ways.size() && static_cast<double>(sum) <= v; ++sum) {
        below += ways[sum];
    }
    return std::ldexp(below, -static_cast<int>(n));
}

double exact_p(std::size_t n, double v) {
    const std::size_t all_ranks = n * (n + 1) / 2;
    const auto most = static_cast<double>(all_ranks);
    return std::min(1.0, 2 * cumulative(n, std::min(v, most - v)));
}

// Sum of t^3 - t over the groups of t equal ranks.
double tie_sum(std::vector<double> rank) {
    std::ranges::sort(rank);
    double sum = 0;
    for (auto from = rank.begin(); from != rank.end();) {
        const auto to = std::upper_bound(from, rank.end(), *from);
        const auto t = static_cast<double>(to - from);
        sum += t * t * t - t;
        from = to;
    }
    return sum;
}

double normal_p(double n, double v, double ties) {
    const double sigma = std::sqrt(n * (n + 1) * (2 * n + 1) / 24 - ties / 48);
    const double z = std::abs(v - n * (n + 1) / 4) / sigma;
    return 2 * boost::math::cdf(boost::math::complement(boost::math::normal(), z));
}

void add_shares(PairedGap& result, std::span<const double> differences) {
    double below = 0, met = 0, above = 0;
    for (const double each : differences) {
        (each < 0 ? below : each > 0 ? above : met) += 1;
    }
    const auto n = static_cast<double>(differences.size());
    result.share_below = below / n;
    result.share_met = met / n;
    result.share_above = above / n;
}

void add_t_test(PairedGap& result, const Summary& of, double level) {
    const double sd = std::sqrt(of.variance), se = sd / std::sqrt(of.n);
    const boost::math::students_t t(of.n - 1);
    result.t = of.mean / se;
    result.p = 2 * boost::math::cdf(boost::math::complement(t, std::abs(*result.t)));
    result.cohen_dz = of.mean / sd;
    const double width = boost::math::quantile(boost::math::complement(t, (1 - level) / 2)) * se;
    result.interval = {of.mean - width, of.mean + width};
}

}  // namespace

std::optional<SignedRank> signed_rank(std::span<const double> differences) {
    std::vector<double> given, size;
    for (const double each : differences) {
        if (std::isnan(each)) {
            return std::nullopt;
        }
        if (each != 0) {
            given.push_back(each);
            size.push_back(std::abs(each));
        }
    }
    if (given.empty()) {
        return std::nullopt;
    }
    const auto rank = ranks(size);
    SignedRank test{0, 1, given.size()};
    for (std::size_t i = 0; i < given.size(); ++i) {
        test.v += given[i] > 0 ? rank[i] : 0;
    }
    const double ties = tie_sum(rank);
    test.exact = test.n < 50 && ties == 0 && test.n == differences.size();
    test.p =
        test.exact ? exact_p(test.n, test.v) : normal_p(static_cast<double>(test.n), test.v, ties);
    return test;
}

PairedGap paired_gap(std::span<const double> first, std::span<const double> second, double level) {
    if (first.size() != second.size()) {
        throw Fault("a pair has two answers");
    }
    PairedGap result;
    result.n = first.size();
    std::vector<double> differences(first.size());
    std::ranges::transform(second, first, differences.begin(), std::minus<>());
    const auto usable = [](double each) { return std::abs(each) < 1e150; };
    if (first.empty() || !std::ranges::all_of(first, usable) ||
        !std::ranges::all_of(second, usable)) {
        result.reason = first.empty() ? reason::no_answers : reason::not_finite;
        return result;
    }
    result.mean_first = summary_of(first).mean;
    result.mean_second = summary_of(second).mean;
    const Summary gap = summary_of(differences);
    result.gap = gap.mean;
    add_shares(result, differences);
    result.by_rank = signed_rank(differences);
    // Differences that are equal but for rounding do not vary.
    if (gap.n < 2 || !(std::sqrt(gap.variance) > 1e-13 * std::abs(gap.mean))) {
        result.reason = gap.n < 2 ? reason::no_interval : reason::no_spread;
        return result;
    }
    add_t_test(result, gap, level);
    return result;
}

}  // namespace styk::stats
