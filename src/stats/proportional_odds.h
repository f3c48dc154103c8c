// Ordered answers as outcome: proportional odds (McCullagh 1980), P(y <= k) = logistic(threshold_k
// - x b). Newton on thresholds and slopes together; the likelihood is concave, steps are halved
// until it rises and the thresholds stay in order. exp(b): the odds of a better answer, for one
// unit of x, whatever the level ("proportional": the assumption).
#pragma once

#include <Eigen/Core>
#include <optional>
#include <span>
#include <string_view>

#include "stats/lmg.h"
#include "stats/score.h"

namespace styk::stats {

namespace reason {
// Some x splits the levels without a miss (or a column is a sum of others): the best slope is
// infinite or not one.
inline constexpr std::string_view separated = "separated";
}  // namespace reason

struct OrdinalFit {
    std::string_view reason{};  // no_answers, no_spread (one level only), not_finite, separated
    double n = 0;
    Eigen::VectorXd thresholds{};    // levels - 1, rising
    Eigen::VectorXd coefficients{};  // p
    Eigen::MatrixXd covariance{};    // thresholds, then coefficients; inverse observed information
    Eigen::VectorXd standard_errors{};  // of the coefficients
    double log_likelihood = 0, null_log_likelihood = 0;
    double aic = 0;
    double mcfadden_r2 = 0;  // 1 - log_likelihood / null_log_likelihood
    int rounds = 0;
};

// `levels`: y as 0 .. K-1, each of them occurring (else Fault: leave out levels nobody chose). x is
// n x p without a column of ones; p may be 0. `weights` (numbers of equal rows) may be empty.
[[nodiscard]] OrdinalFit proportional_odds(
    std::span<const int> levels, const Eigen::MatrixXd& x, std::span<const double> weights = {}
);

// Shapley values of McFadden's R^2: the LMG of an ordinal outcome, 2^p fits, p <= 10.
[[nodiscard]] Shares ordinal_importance(std::span<const int> levels, const Eigen::MatrixXd& x);

}  // namespace styk::stats
