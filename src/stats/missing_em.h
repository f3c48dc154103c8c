// Means and covariances where answers are missing, from moments by pattern of what is there (no
// rows). EM under multivariate normality (Dempster, Laird & Rubin 1977) is right when holes depend
// only on answers that are there (missing at random); listwise only when they depend on nothing.
// A touchpoint that did not happen is not a hole: see moments of truth.
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "stats/moments.h"
#include "stats/score.h"

namespace styk::stats {

// Ends when no mean or covariance, in units of the standard deviations, moves by more.
struct EmOptions {
    double tolerance = 1e-10;
    int max_rounds = 2000;
};

struct EmFit {
    std::string_view reason{};     // no_answers: a variable never answered; no_spread: one that
                                   // does not vary
    Eigen::VectorXd mean{};        // p
    Eigen::MatrixXd covariance{};  // p x p, divisor n (maximum likelihood)
    double n = 0;                  // rows with at least one answer
    int rounds = 0;
    bool converged = false;  // false after max_rounds: much is missing, or never seen together
};

// E: mean and residual covariance of what is missing given what is there, a pattern at a time; M:
// their merge.
[[nodiscard]] EmFit fit_em(const PatternMoments& of, const EmOptions& options = {});

// Each correlation over the rows where both are there. Nothing when a pair has no two rows or does
// not vary in them. It can be indefinite: never for inference.
[[nodiscard]] std::optional<Eigen::MatrixXd> pairwise_correlation(const PatternMoments& of);

[[nodiscard]] double least_eigenvalue(const Eigen::MatrixXd& symmetric);

// Eigenvalues below 1e-8 raised to it, then rescaled to a diagonal of ones. `repaired` says whether
// that was needed.
struct RepairedCorrelation {
    Eigen::MatrixXd correlation{};
    bool repaired = false;
};

[[nodiscard]] RepairedCorrelation repaired_correlation(const Eigen::MatrixXd& correlation);

// Of all rows, the share where each variable is missing (0..1); empty when there are no rows.
[[nodiscard]] std::vector<double> hole_shares(const PatternMoments& of);

// What to compute drivers from: listwise when it loses less than 5 % of the rows, otherwise EM.
// Drivers with holes in more than 60 % of the rows should be refused first.
enum class MissingMethod { listwise, em };

[[nodiscard]] MissingMethod missing_method(const PatternMoments& of, double most_lost = 0.05);
[[nodiscard]] std::vector<Eigen::Index> variables_with_too_many_holes(
    const PatternMoments& of, double most = 0.60
);

}  // namespace styk::stats
