// Covariances of least squares coefficients (k x k, squares of the coefficients' units) for errors
// that differ in size, come in clusters, or follow one another: sandwiches (X'X)^-1 M (X'X)^-1. All
// take the fit of these very rows; nothing when the fit has a reason or there is no freedom left.
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stats/least_squares.h"

namespace styk::stats {

// h_i = x_i' (X'X)^-1 x_i, 0..1.
[[nodiscard]] Eigen::VectorXd leverage(const LinearFit& fit, const Eigen::MatrixXd& design);

// White 1980 times n / (n - k) (MacKinnon & White 1985: HC1).
[[nodiscard]] std::optional<Eigen::MatrixXd> hc1_covariance(
    const LinearFit& fit, const Eigen::MatrixXd& design
);

// Residuals over 1 - leverage (HC3): near the jackknife, cautious in small samples. Nothing when a
// row has leverage 1: it alone decides a coefficient.
[[nodiscard]] std::optional<Eigen::MatrixXd> hc3_covariance(
    const LinearFit& fit, const Eigen::MatrixXd& design
);

// Rows in time order, evenly apart: Newey & West 1987 with Bartlett weights 1 - l/(lag+1), no
// prewhitening. `adjusted` multiplies by n / (n - k). A lag at or beyond n - 1 uses all rows.
[[nodiscard]] std::optional<Eigen::MatrixXd> newey_west_covariance(
    const LinearFit& fit, const Eigen::MatrixXd& design, int lag, bool adjusted = false
);

// The usual lag: floor(4 (n/100)^(2/9)), at least 1; 12 for months with seasons.
[[nodiscard]] int newey_west_lag(double n, bool monthly_seasons = false);

// G/(G-1) (n-1)/(n-k) times the sandwich of sums within clusters (Liang & Zeger 1986; CR1). Nothing
// below two clusters.
[[nodiscard]] std::optional<Eigen::MatrixXd> clustered_covariance(
    const LinearFit& fit, const Eigen::MatrixXd& design, std::span<const std::uint64_t> cluster
);

// sqrt(w' C w), of a sum of coefficients with these weights; nothing when it is not above 0.
[[nodiscard]] std::optional<double> error_of(
    const Eigen::MatrixXd& covariance, const Eigen::VectorXd& weights
);

// Of each coefficient.
[[nodiscard]] std::vector<std::optional<double>> standard_errors(
    const std::optional<Eigen::MatrixXd>& covariance, Eigen::Index coefficients
);

}  // namespace styk::stats
