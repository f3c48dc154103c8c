// A share from two counts, ready for the screen: Wilson's interval, tier, or the reason why not.
#pragma once

#include <cstdint>
#include <optional>

#include "stats/clusters.h"
#include "stats/score.h"

namespace styk::stats {

// k of n. `n_eff` (at most n) widens the interval when what was counted comes in clumps.
[[nodiscard]] Estimate share_estimate(
    std::uint64_t k,
    std::uint64_t n,
    const TierLimits& limits = {},
    std::optional<double> n_eff = {},
    double level = 0.95
);

// n / design effect, at most n. Nothing when there are fewer than ten clusters (their spread would
// be a guess) or nothing varies.
[[nodiscard]] std::optional<double> effective_n(const ClusterSums& of);

}  // namespace styk::stats
