// Polychoric correlation (Olsson 1979): the correlation of two normal traits of which only ordered
// levels were answered. Two steps: thresholds from the margins, then maximum likelihood for rho.
// Assumes that the traits are normal together; few answers in many levels make it unstable.
#pragma once

#include <Eigen/Core>
#include <optional>
#include <string_view>

#include "stats/score.h"

namespace styk::stats {

struct Polychoric {
    std::string_view reason{};    // no_answers; no_spread: one of the two has a single level
    std::optional<double> rho{};  // within +-0.999999
    Eigen::VectorXd row_thresholds{}, column_thresholds{};  // standard normal; levels - 1
    double log_likelihood = 0;
};

// `counts`: levels of the first, ascending, by levels of the second. Levels that nobody chose are
// left out. Negative or unbounded counts throw Fault.
[[nodiscard]] Polychoric polychoric(const Eigen::MatrixXd& counts);

// P(X <= h, Y <= k) of two standard normals with correlation rho, by Owen's T (1956): absolute
// error about 1e-15. Infinite h and k are allowed; rho in [-1, 1].
[[nodiscard]] double bivariate_normal_cdf(double h, double k, double rho);

}  // namespace styk::stats
