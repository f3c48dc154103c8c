// Comparisons by rank of any numbers; ties get the mean of their ranks. Ratings of one scale in
// histograms: difference.h does the same in O(levels).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "stats/difference.h"

namespace styk::stats {

// 1..n ascending; equal values share the mean of their ranks.
[[nodiscard]] std::vector<double> ranks(std::span<const double> values);

// Mann & Whitney 1947 with ties, normal approximation without continuity correction. Nothing when a
// group is empty.
[[nodiscard]] std::optional<RankComparison> mann_whitney(
    std::span<const double> first, std::span<const double> second
);

// Kruskal & Wallis 1952, corrected for ties; chi-squared with groups - 1 degrees of freedom.
// Nothing when fewer than two groups have values or all values are equal.
struct KruskalWallis {
    double h = 0, p = 1;
    std::size_t df = 0;
};

[[nodiscard]] std::optional<KruskalWallis> kruskal_wallis(
    std::span<const std::vector<double>> groups
);

// Pearson's, Spearman's and Kendall's (tau-b) correlation of pairs, -1..1. Nothing with fewer than
// two pairs, when one side does not vary or a value is infinite. tau-b: (concordant - discordant) /
// sqrt of the pairs untied in x times those untied in y; O(n log n) (Knight 1966). Sides of
// different length throw Fault.
[[nodiscard]] std::optional<double> pearson(std::span<const double> x, std::span<const double> y);
[[nodiscard]] std::optional<double> spearman(std::span<const double> x, std::span<const double> y);
[[nodiscard]] std::optional<double> kendall(std::span<const double> x, std::span<const double> y);

// Cohen's d with the pooled standard deviation (divisor n1 + n2 - 2) and the factor that takes away
// its bias in small groups, 1 - 3 / (4 df - 1) (Hedges 1981). Nothing when a group has no spread to
// pool.
struct EffectSize {
    double d = 0, hedges_factor = 1;
};

[[nodiscard]] std::optional<EffectSize> cohens_d(const Summary& first, const Summary& second);

// n, mean and sample variance of numbers (0 with fewer than two), in two passes.
[[nodiscard]] Summary summary_of(std::span<const double> values);

}  // namespace styk::stats
