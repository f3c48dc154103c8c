// Factor analysis with one factor by maximum likelihood (Lawley & Maxwell 1971): what the items
// have in common. Correlation = loadings loadings' + diagonal of uniquenesses.
#pragma once

#include <Eigen/Core>
#include <string_view>

#include "stats/reasons.h"

namespace styk::stats {

// Supposes normal items and one common cause. Uniquenesses are held at 0.005 and above: one that
// ends there (a Heywood case) says that the model does not fit.
struct OneFactor {
    Eigen::VectorXd loadings{};      // of standardized items; their sum is not below 0
    Eigen::VectorXd uniquenesses{};  // 1 - loading^2, at the optimum
    double misfit = 0;               // log |Sigma| + tr(S Sigma^-1) - log |S| - p
    bool heywood = false;
    std::string_view reason{};  // too_few: fewer than three items; collinear: an item is a sum of
                                // others; not_converged
};

// `correlation`: symmetric, ones on the diagonal.
[[nodiscard]] OneFactor one_factor(const Eigen::MatrixXd& correlation);

}  // namespace styk::stats
