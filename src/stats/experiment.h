// A randomized experiment with two arms: the effect is treated minus control. Means with CUPED
// (Deng, Xu, Kohavi & Walker 2013) from the Moments of each arm, no rows; shares from counts.
#pragma once

#include <optional>
#include <string_view>

#include "stats/difference.h"
#include "stats/moments.h"

namespace styk::stats {

// Did the arms get the shares of people they should? Pearson's chi-squared, 1 degree of freedom.
// p < .001: the assignment or the logging is broken and no effect may be read off.
struct SampleRatio {
    double chi_squared = 0, p = 1;

    [[nodiscard]] bool is_broken() const { return p < 0.001; }
};

// `share` of treated, in (0, 1). Nothing when nobody is in, a count is negative or not finite, or
// the share is outside.
[[nodiscard]] std::optional<SampleRatio> sample_ratio(
    double n_treated, double n_control, double share = 0.5
);

// The raw sums of an arm (y outcome, x before), as an engine that can only add gives them.
struct RawSums {
    double n = 0, y = 0, yy = 0, x = 0, xx = 0, xy = 0;
};

[[nodiscard]] RawSums raw_sums(const Moments& arm);

struct MeanExperiment {
    Difference plain{};  // Welch
    std::optional<double> plain_t{};
    // CUPED: y - theta (x - mean x) with theta = cov(x, y) / var(x) over both arms together, then
    // Welch. Nothing when x does not vary.
    std::optional<double> theta{};
    Difference adjusted{};
    std::optional<double> adjusted_t{};
    std::optional<double> theta_within{};    // the same pooled within the arms
    std::optional<double> variance_ratio{};  // squared width of the adjusted interval by the plain
    // y = b0 + effect treated + theta_within x by least squares. Nothing below four answers.
    std::optional<double> ancova_effect{}, ancova_se{};
};

// Moments of (outcome, before) of each arm, over the same people for both; what is missing in one
// is left out of both. reason of the differences: no_answers, no_interval (an arm of one),
// no_spread (nothing varies; of the adjusted one also: x does not vary). Throws Fault when the
// Moments are not of two variables.
[[nodiscard]] MeanExperiment mean_experiment(
    const Moments& treated, const Moments& control, double level = 0.95
);

// Shares k/n. Difference with Wald's unpooled interval (for the screen take share_difference, which
// covers better) and chi-squared without correction; the risk ratio with the interval of its
// logarithm, se^2 = 1/k1 - 1/n1 + 1/k0 - 1/n0 (Katz 1978).
struct ShareExperiment {
    std::string_view reason{};           // no_answers, out_of_scale (k > n)
    std::optional<double> difference{};  // nothing only with a reason
    std::optional<double> lo{}, hi{};
    std::optional<double> chi_squared{}, p{};      // nothing when nobody or everybody did it
    std::optional<double> risk_ratio{};            // nothing when no control did it
    std::optional<double> relative_lift{};         // risk ratio - 1
    std::optional<double> ratio_lo{}, ratio_hi{};  // nothing when an arm has no k
};

[[nodiscard]] ShareExperiment share_experiment(Share treated, Share control, double level = 0.95);

}  // namespace styk::stats
