// Which touchpoint decides about the whole journey, when not everybody meets every touchpoint:
// overall = b0 + sum over touchpoints k of presence_k (g_k + b_k (score_k - mean_k)), by least
// squares; score_k is the customer's mean score there. "Not met" is not "missing": presence has its
// own effect g. An association within a survey.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/driver_bootstrap.h"
#include "stats/interval.h"
#include "stats/touches.h"

namespace styk::stats {

// Of one touchpoint. `slope` and what builds on it are nothing when its scores do not vary or
// nobody met it.
struct MomentOfTruth {
    std::size_t met = 0;                             // customers
    double reach = 0;                                // met / customers with an overall score
    bool few = false;                                // fewer than 50 met it: not to be ranked
    std::optional<double> mean_score{}, sd_score{};  // over the customers who met it
    std::optional<double> slope{}, slope_se{};       // overall by one point of the score
    std::optional<double> p{}, p_bh{};               // of slope 0; Benjamini-Hochberg over all
    std::optional<double> impact{};                  // slope * sd * reach
    std::optional<double> gain{};                    // slope * (target - mean) * reach
    std::optional<double> share{};                   // of R^2: Owen's value of (presence, score)
    std::optional<Interval> impact_interval{};       // percentiles of the bootstrap, 95 %
    bool of_truth = false;                           // the interval lies above the median impact
    bool pain_point = false;  // of truth, and its mean is below the mean of all scores
};

// reason: no_answers, too_few_rows, or that of the regression.
struct MomentsOfTruth {
    std::string_view reason{};
    std::size_t customers = 0;  // with an overall score
    std::vector<MomentOfTruth> touchpoints{};
    std::vector<std::size_t> rank{};  // touchpoints by falling impact; those without one left out
    std::optional<double> r2{};
};

struct MomentsOptions {
    double target = 9;                      // score that a touchpoint might be lifted to
    std::optional<Resampling> intervals{};  // by customer; without it no intervals and no verdicts
};

// Throws Fault when a touch names a customer or touchpoint out of range, or a score is not finite.
[[nodiscard]] MomentsOfTruth moments_of_truth(
    std::span<const Touch> touches,
    const Overall& overall,
    std::size_t touchpoints,
    const MomentsOptions& options = {}
);

}  // namespace styk::stats
