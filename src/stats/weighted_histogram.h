// The rating histogram of weighted answers: per level the count, the sum of weights and of their
// squares. Enough for every weighted score of independent answers and its standard error; mergeable
// by addition. Answers of the same customers: clusters.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stats/score.h"

namespace styk::stats {

struct WeightedLevel {
    std::uint64_t n = 0;
    double w = 0, w2 = 0;

    friend bool operator==(const WeightedLevel&, const WeightedLevel&) = default;
};

struct WeightedHistogram {
    int min = 0;  // the rating that levels[0] stands for
    std::vector<WeightedLevel> levels{};

    friend bool operator==(const WeightedHistogram&, const WeightedHistogram&) = default;

    [[nodiscard]] WeightedLevel total() const;
};

[[nodiscard]] WeightedHistogram empty_weighted_histogram(int min, int max);

// Throws Fault when the rating is outside the scale or the weight is negative or not finite.
void add(WeightedHistogram& into, int rating, double weight);

// Throws Fault when both have a scale and the scales differ.
void merge(WeightedHistogram& into, const WeightedHistogram& from);

// The metric's value m over weighted answers, each scored x by the rule (net: 1, 0, -1; box: 1, 0;
// mean, index: the rating, in the metric's unit):
//   standard error sqrt(n / (n - 1) sum w^2 (x - m)^2) / sum w   (weights taken as given)
//   n_eff = (sum w)^2 / sum w^2   (Kish 1965)
// Interval on n_eff: net adjusted Wald, clipped; box Wilson; mean and index t with n_eff - 1, on
// the standard error. Nothing with a reason: no_answers, out_of_scale, no_interval (one answer, or
// no spread of a mean).
struct WeightedEstimate {
    std::optional<double> value{}, lo{}, hi{}, standard_error{};
    std::uint64_t n = 0;
    double n_eff = 0;
    Method method = Method::none;
    std::string_view reason{};
};

[[nodiscard]] WeightedEstimate weighted_estimate(
    const MetricRule& rule, const WeightedHistogram& of, double level = 0.95
);

// Version byte, then little-endian numbers. Gives nothing on anything else.
[[nodiscard]] std::string to_bytes(const WeightedHistogram& histogram);
[[nodiscard]] std::optional<WeightedHistogram> weighted_histogram_from_bytes(std::string_view bytes
);

}  // namespace styk::stats
