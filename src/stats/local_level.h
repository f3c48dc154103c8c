// A level that wanders: y_t = level_t + x_t' b + eps_t, level_t+1 = level_t + eta_t, both noises
// normal and independent (Durbin & Koopman 2012, ch. 2; Harvey 1989). Maximum likelihood with the
// level unknown at the start (diffuse), concentrated over the ratio of the two variances, so that
// only one number is searched. The same likelihood as that of the first differences.
#pragma once

#include <Eigen/Core>
#include <optional>
#include <string_view>
#include <vector>

namespace styk::stats {

struct LocalLevel {
    std::string_view reason{};  // too_few_rows, not_finite, no_spread, not_converged
    double sigma2_eps = 0;      // of one observation
    double sigma2_eta = 0;      // of the level's step; 0: the level stands still
    double log_likelihood = 0;  // of all observations after the first
    // The ratio's own: coefficients and scale integrated out (flat priors), up to a constant that
    // is the same for all ratios of one series.
    double log_marginal = 0;
    double level = 0;           // filtered, after the last row
    double level_variance = 0;  // of that, the coefficients taken as known
    // Per column of x; nothing for one that is a sum of those before it, or constant.
    std::vector<std::optional<double>> coefficients{};
    double observed = 0;  // rows used

    // For what comes after: used columns, their coefficients' covariance (sigma2 as above), and the
    // level that each used column would have had.
    std::vector<Eigen::Index> kept{};
    Eigen::MatrixXd covariance{};
    Eigen::VectorXd column_levels{};

    [[nodiscard]] std::optional<double> ratio() const {  // q; nothing without observation noise
        return sigma2_eps > 0 ? std::optional(sigma2_eta / sigma2_eps) : std::nullopt;
    }

    // Variance of an observation `steps` >= 1 after the last row.
    [[nodiscard]] double forecast_variance(double steps) const {
        return level_variance + steps * sigma2_eta + sigma2_eps;
    }
};

// columns: n x k (k may be 0), without an intercept, which the level is. Rows in time order, evenly
// apart; a row with a NaN in y or x is not observed: the level walks on (infinite values are
// refused). `share` fixes sigma2_eta / (sigma2_eta + sigma2_eps) in [0, 1] instead of
// searching it. Throws Fault when rows differ in number.
[[nodiscard]] LocalLevel local_level(
    const Eigen::MatrixXd& columns, const Eigen::VectorXd& y, std::optional<double> share = {}
);

}  // namespace styk::stats
