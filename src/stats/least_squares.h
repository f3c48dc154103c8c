// Ordinary least squares, y = X b + e, two ways: from rows, and from Moments, which can be merged.
// Rows: Householder QR with column pivoting of the columns scaled to length 1, in long double, one
// step of refinement (NIST Longley 14 digits, Filip 10). Moments: pivoted Cholesky of the
// correlation matrix in long double (Longley 11 digits, the limit of the cross-products).
// Standard errors suppose independent errors of one variance; for others take `unscaled`,
// the design and the residuals, and build the sandwich.
#pragma once

#include <Eigen/Core>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/moments.h"
#include "stats/reasons.h"
#include "stats/score.h"

namespace styk::stats {

using LongMatrix = Eigen::Matrix<long double, Eigen::Dynamic, Eigen::Dynamic>;
using LongVector = Eigen::Matrix<long double, Eigen::Dynamic, 1>;

// k coefficients in the order of the design's columns. When `reason` is not empty the rest is not
// filled: not_finite; too_few_rows (fewer than coefficients); collinear (a column is a sum of
// others, to 1e-14 of its length from rows, to 1e-12 of its variance from Moments, or is constant
// beside an intercept).
struct LinearFit {
    std::string_view reason{};
    double n = 0;
    Eigen::VectorXd coefficients{};  // k, unit of y by unit of the column
    Eigen::MatrixXd unscaled{};      // k x k: (X'X)^-1, so that sigma^2 times it is the covariance
    Eigen::VectorXd residuals{};     // n; empty from Moments
    double rss = 0;                  // sum of squared residuals
    double tss = 0;                  // of y about its mean; about 0 when there is no intercept
    double freedom = 0;              // n - k
    bool intercept = false;          // a column is constant
    std::optional<double> r2{},
        adjusted_r2{};                  // nothing when y does not vary; adjusted: freedom > 0
    std::optional<double> sigma{};      // residual standard deviation; freedom > 0
    std::optional<double> f{};          // all columns but the intercept; nothing at a perfect fit
    Eigen::VectorXd standard_errors{};  // k; empty when freedom is 0
};

// `design` is n x k with the column of ones, if there is one, among its columns. Throws Fault when
// y has another number of rows.
[[nodiscard]] LinearFit least_squares(const Eigen::MatrixXd& design, const Eigen::VectorXd& y);

// The same with data of more digits than a double holds (NIST's accuracy tests).
[[nodiscard]] LinearFit least_squares(const LongMatrix& design, const LongVector& y);

// With an intercept, which is coefficient 0; then the drivers in the order given. `n` of weighted
// Moments is taken as a number of rows.
[[nodiscard]] LinearFit least_squares(
    const Moments& moments, Eigen::Index outcome, std::span<const Eigen::Index> drivers
);

// sigma^2 (X'X)^-1; nothing when freedom is 0.
[[nodiscard]] std::optional<Eigen::MatrixXd> covariance(const LinearFit& fit);

// coefficient / standard error, and the two-sided p of Student's t with `freedom`. Nothing without
// a fit or freedom, or when coefficient and error are both 0; an error of 0 alone gives p = 0.
[[nodiscard]] std::optional<double> t_value(const LinearFit& fit, Eigen::Index coefficient);
[[nodiscard]] std::optional<double> p_value(const LinearFit& fit, Eigen::Index coefficient);

// A column of ones before the others.
[[nodiscard]] Eigen::MatrixXd with_intercept(const Eigen::Ref<const Eigen::MatrixXd>& columns);

// 1, x, x^2 .. x^degree, the powers in long double.
[[nodiscard]] LongMatrix polynomial_design(const LongVector& x, Eigen::Index degree);

// Columns kept when each that is a sum of those kept before it (to 1e-9 of its length) is left out,
// as statistics packages do with dummies that no row has.
[[nodiscard]] std::vector<Eigen::Index> independent_columns(const Eigen::MatrixXd& design);

}  // namespace styk::stats
