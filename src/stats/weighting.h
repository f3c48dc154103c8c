// Weights that make those who answered look like those who were asked: cell weights and raking, and
// what they cost in precision.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/reasons.h"

namespace styk::stats {

// Kish 1965: deff = n sum w^2 / (sum w)^2, n_eff = n / deff. Nothing when no weight is above 0.
struct Kish {
    double deff = 1, n_eff = 0;
};

[[nodiscard]] std::optional<Kish> kish(std::span<const double> weights);

// m = sum w x / sum w, standard error sqrt(n / (n - 1) sum (w (x - m) / sum w)^2): weights taken as
// given, so cautious. No mean without weight, no error with one answer.
struct WeightedMean {
    std::optional<double> mean{}, standard_error{};
};

[[nodiscard]] WeightedMean weighted_mean(
    std::span<const double> x, std::span<const double> weights
);

// One known distribution: of each respondent the level, of each level the total of the population.
struct Margin {
    std::vector<std::size_t> level_of_row{};  // 0 .. targets.size() - 1
    std::vector<double> targets{};
};

struct RakeOptions {
    double tolerance = 1e-10;  // largest relative error of a margin
    int rounds = 500;
    // Weights above this multiple of the median are cut to it and the margins raked once more.
    std::optional<double> trim{};
    double least_n_eff = 0.3;  // of n; below, `too_unequal`
};

// Stable reasons; then weights are empty. empty_level: a total above 0 has no respondents (offer to
// collapse it). totals_differ: the margins do not add up to one population. bad_target: a total is
// negative or not finite, or none is above 0. not_converged: the margins contradict each other.
namespace reason {
inline constexpr std::string_view empty_level = "empty_level";
inline constexpr std::string_view totals_differ = "totals_differ";
inline constexpr std::string_view bad_target = "bad_target";
}  // namespace reason

struct Raking {
    std::vector<double> weights{};  // of each respondent; they add up to the population
    double deff = 1, n_eff = 0;     // Kish
    int rounds = 0;
    std::size_t trimmed = 0;            // weights that were cut
    bool too_unequal = false;           // n_eff / n below the limit: refuse unless forced
    std::size_t margin = 0, level = 0;  // where empty_level is
    std::string_view reason{};
};

// Deming & Stephan 1940: each margin in turn multiplied by target / current. Starts from `base`
// (empty: N / n each). One margin is post-stratification, w = N_h / n_h, exact after one round.
// Rows are first collapsed to distinct cells, so a round costs cells, not rows. Throws Fault when
// margins and base differ in length or a level is outside.
[[nodiscard]] Raking rake(
    std::span<const Margin> margins,
    std::span<const double> base = {},
    const RakeOptions& options = {}
);

// Standard error of the weighted mean that credits the weights for what the margins explain:
// e = w (x - m) / sum w, from which w times the cell mean of e / w is taken away margin by margin,
// ten rounds (Deville & Sarndal 1992 as done by Lumley's survey package); sqrt(n / (n - 1) sum
// (e - mean e)^2). Nothing when n < 2 or there is no weight.
[[nodiscard]] std::optional<double> calibrated_error(
    std::span<const double> x, std::span<const double> weights, std::span<const Margin> margins
);

}  // namespace styk::stats
