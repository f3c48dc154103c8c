// Is A really above B? Differences of scores between two independent sets of answers, with interval
// and p value.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "stats/score.h"

namespace styk::stats {

// Which test gave p. z: unpooled variances; adjusted_z: the same on counts with 3/4, 3/2, 3/4 added
// (an n below 30).
enum class Test { none, z, adjusted_z, chi_squared, fisher, welch, mann_whitney };

[[nodiscard]] std::string_view name(Test test);

struct Difference {
    std::optional<double> value{}, lo{}, hi{};  // first minus second, in the metric's unit
    std::optional<double> p{};                  // two-sided
    double level = 0.95;
    Test test = Test::none;
    std::string_view reason{
    };  // of what is nothing: no_answers, no_spread, no_interval, out_of_scale
};

// By the kind of the metric: net -> MOVER with score limits (Zou & Donner 2008) and z; box ->
// Newcombe (1998) and chi-squared without correction, Fisher when an expected count is below 5;
// mean, index -> Welch. Looks at no tier: whether either side may be shown, its own estimate says.
[[nodiscard]] Difference difference(
    const MetricRule& rule, const Histogram& first, const Histogram& second, double level = 0.95
);

// The same by parts. Positive plus neutral plus negative is n on each side.
[[nodiscard]] Difference net_difference(
    const NetCounts& first, const NetCounts& second, double level = 0.95
);

struct Share {
    std::uint64_t k = 0, n = 0;  // k of n
};

[[nodiscard]] Difference share_difference(Share first, Share second, double level = 0.95);

// Single tests, two-sided p; nothing when a side is empty or nothing varies.
[[nodiscard]] std::optional<double> net_z_test(
    const NetCounts& first, const NetCounts& second
);  // unpooled
[[nodiscard]] std::optional<double> chi_squared_test(
    Share first, Share second
);  // Pearson, no correction
[[nodiscard]] std::optional<double> fisher_test(
    Share first, Share second
);  // tables no likelier; O(n)

struct Summary {
    double n = 0, mean = 0, variance = 0;  // sample variance, divisor n - 1
};

// Welch's t with Satterthwaite's degrees of freedom. Nothing when either n < 2 or nothing varies.
struct Welch {
    double t = 0, df = 0, p = 1, lo = 0, hi = 0;  // limits of first minus second
};

[[nodiscard]] std::optional<Welch> welch_test(
    const Summary& first, const Summary& second, double level = 0.95
);

// The same with the reason why not. No interval when either n < 2; no p either when nothing varies.
[[nodiscard]] Difference mean_difference(
    const Summary& first, const Summary& second, double level = 0.95
);

// Whole distributions of one scale, with ties (Mann & Whitney 1947), normal approximation without
// continuity correction: O(levels). `superiority` is P(A > B) + P(A = B) / 2, Cliff's delta is 2
// superiority - 1.
struct RankComparison {
    double u = 0;
    double superiority = 0.5;
    double cliffs_delta = 0;
    std::optional<double> p{};  // nothing when all ratings are equal
};

[[nodiscard]] std::optional<RankComparison> mann_whitney(
    const Histogram& first, const Histogram& second
);

}  // namespace styk::stats
