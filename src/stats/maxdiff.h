// Best-worst scaling (MaxDiff): of a few items shown, which matters most and which least?
#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/reasons.h"

namespace styk::stats {

// One screen of one person. `best` and `worst` are among `shown`; either may be left open.
struct BestWorst {
    std::vector<std::size_t> shown{};  // items 0 .. items - 1, each once
    std::optional<std::size_t> best{}, worst{};
};

// Counts: (times best - times worst) / times shown; nothing for an item never shown.
// Utilities u by sequential conditional logit: P(best = i) = exp(u_i) / sum over the shown, then
// P(worst = j) = exp(-u_j) / sum over the shown less the best. u of the base item is 0. Supposes
// independent screens; Newton's method, standard errors from the curvature. Share = exp(u) / sum of
// exp(u): how often each would be best among all.
struct MaxDiff {
    std::vector<std::optional<double>> best_minus_worst{};     // by item
    Eigen::VectorXd utilities{}, standard_errors{}, shares{};  // by item; empty with a reason
    double log_likelihood = 0;
    std::string_view reason{};  // no_answers; collinear: an item or a group of them was never
                                // compared with the others; not_converged: one always or never won
};

// Throws Fault when a choice is not among the shown or an item is outside.
[[nodiscard]] MaxDiff maxdiff(
    std::span<const BestWorst> screens, std::size_t items, std::size_t base
);

}  // namespace styk::stats
