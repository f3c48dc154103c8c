// Two answers of the same person: what was promised (expected) against what was lived. The test of
// the mean and the test by ranks. From different people use difference.h.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "stats/interval.h"

namespace styk::stats {

// Wilcoxon 1945. v: sum of the ranks of the positive differences; differences of 0 are left out.
// exact: below 50 differences without ties, the distribution of v itself; otherwise the normal
// approximation, corrected for ties, without continuity correction. Two-sided.
struct SignedRank {
    double v = 0, p = 1;
    std::size_t n = 0;  // differences that are not 0
    bool exact = false;
};

// Nothing when no difference is other than 0, or one is NaN.
[[nodiscard]] std::optional<SignedRank> signed_rank(std::span<const double> differences);

// second - first. t, p, interval and cohen_dz (mean / standard deviation of the differences) need
// two pairs and differences that vary. reason: no_answers, not_finite; no_interval (one pair),
// no_spread (all differences equal) when the means are there but no test.
struct PairedGap {
    std::string_view reason{};
    std::size_t n = 0;
    double mean_first = 0, mean_second = 0;
    double gap = 0;
    std::optional<Interval> interval{};
    std::optional<double> t{}, p{}, cohen_dz{};
    std::optional<SignedRank> by_rank{};
    double share_below = 0, share_met = 0, share_above = 0;  // second below, equal, above first
};

// Throws Fault when the lengths differ. Leave pairs with a missing answer out.
[[nodiscard]] PairedGap paired_gap(
    std::span<const double> first, std::span<const double> second, double level = 0.95
);

}  // namespace styk::stats
