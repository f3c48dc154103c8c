#include "stats/ar1_series.h"

#include <Eigen/Cholesky>
#include <cmath>
#include <numbers>

#include "stats/independent_design.h"
#include "stats/optimize.h"
#include "stats/reasons.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Rows made independent of one variance: R^(-1/2) for correlation phi^|i-j|.
MatrixXd whitened(const MatrixXd& rows, double phi) {
    const Index n = rows.rows();
    MatrixXd result = rows;
    result.bottomRows(n - 1) =
        (rows.bottomRows(n - 1) - phi * rows.topRows(n - 1)) / std::sqrt(1 - phi * phi);
    return result;
}

double log_determinant(const MatrixXd& positive) {
    const VectorXd scale = positive.diagonal().cwiseSqrt();
    const MatrixXd scaled =
        scale.cwiseInverse().asDiagonal() * positive * scale.cwiseInverse().asDiagonal();
    const Eigen::LDLT<MatrixXd> factor(scaled);
    return factor.vectorD().array().abs().log().sum() + 2 * scale.array().log().sum();
}

// The likelihood as a function of phi alone.
class Ar1Likelihood {
public:
    Ar1Likelihood(const MatrixXd& design, const VectorXd& y, bool restricted)
        : design_(design), y_(y), restricted_(restricted) {}

    [[nodiscard]] LinearFit fit(double phi) const {
        return least_squares(whitened(design_, phi), VectorXd(whitened(y_, phi)));
    }

    [[nodiscard]] double freedom() const {
        return static_cast<double>(y_.size() - (restricted_ ? design_.cols() : 0));
    }

    [[nodiscard]] double operator()(double phi) const {
        const auto at = fit(phi);
        const double n = static_cast<double>(y_.size());
        const double spread = std::log(2 * std::numbers::pi * at.rss / freedom()) + 1;
        const double volume = restricted_ ? log_determinant(at.unscaled) / 2 : 0;
        return -freedom() / 2 * spread - (n - 1) / 2 * std::log1p(-phi * phi) + volume;
    }

private:
    const MatrixXd& design_;
    const VectorXd& y_;
    bool restricted_;
};

// Sought on the scale of atanh phi, from -5 to 5.
double best_phi(const Ar1Likelihood& likelihood) {
    const auto minus = [&](double at) { return -likelihood(std::tanh(at)); };
    return std::tanh(minimize_from_grid(minus, 0.2, 25, 1e-10).at);
}

}  // namespace

Ar1Series ar1_series(const MatrixXd& columns, const VectorXd& y, bool restricted) {
    const auto refused = series_trouble(columns, y);
    if (!refused.empty()) {
        return {.reason = refused};
    }
    const auto design = independent_design(columns);
    const auto independent = least_squares(design.used, y);
    if (!independent.reason.empty()) {
        return {.reason = independent.reason};
    }
    if (independent.freedom < 2) {
        return {.reason = reason::too_few_rows};
    }
    if (!independent.r2 || !(independent.rss > 1e-20 * independent.tss)) {
        return {.reason = reason::no_spread};
    }
    const Ar1Likelihood likelihood(design.used, y, restricted);
    const double phi = best_phi(likelihood);
    const auto fit = likelihood.fit(phi);
    if (!fit.reason.empty() || !std::isfinite(likelihood(phi))) {
        return {.reason = reason::not_converged};
    }
    return {
        .coefficients = spread_out(design, fit.coefficients),
        .standard_errors = spread_out(design, fit.standard_errors),
        .phi = phi,
        .log_likelihood = likelihood(phi),
        .sigma = std::sqrt(fit.rss / likelihood.freedom()),
    };
}

}  // namespace styk::stats
