#include "stats/least_squares.h"

#include <Eigen/Cholesky>
#include <Eigen/QR>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <utility>

#include "base/result.h"

namespace styk::stats {

namespace {

using Eigen::Index;

constexpr long double dependent_rows = 1e-14L, dependent_moments = 1e-12L;
constexpr double dependent_column = 1e-9;

LinearFit refuse(std::string_view reason, double n) {
    LinearFit fit;
    fit.reason = reason;
    fit.n = n;
    return fit;
}

bool has_constant(const LongMatrix& design) {
    for (Index j = 0; j < design.cols(); ++j) {
        const auto column = design.col(j);
        if (column(0) != 0 && (column.array() == column(0)).all()) {
            return true;
        }
    }
    return false;
}

void set_spread(LinearFit& fit, long double rss, long double tss) {
    fit.rss = static_cast<double>(rss);
    fit.tss = static_cast<double>(tss);
    const double k = static_cast<double>(fit.coefficients.size()), terms = k - fit.intercept;
    fit.freedom = fit.n - k;
    if (tss > 0) {
        fit.r2 = static_cast<double>(1 - rss / tss);
    }
    if (!(fit.freedom > 0)) {
        return;
    }
    fit.sigma = std::sqrt(fit.rss / fit.freedom);
    fit.standard_errors = *fit.sigma * fit.unscaled.diagonal().cwiseMax(0).cwiseSqrt();
    if (tss > 0) {
        const long double unexplained = rss / tss;
        fit.adjusted_r2 =
            static_cast<double>(1 - unexplained * (fit.n - fit.intercept) / fit.freedom);
        if (terms > 0 && rss > 0) {
            fit.f = static_cast<double>((tss - rss) / terms / (rss / fit.freedom));
        }
    }
}

// Numbers too large for a double are no answer.
LinearFit finite_or_refused(const LinearFit& fit) {
    const bool finite = fit.coefficients.allFinite() && fit.unscaled.allFinite() &&
                        std::isfinite(fit.rss) && std::isfinite(fit.tss) &&
                        (fit.standard_errors.size() == 0 || fit.standard_errors.allFinite());
    return finite ? fit : refuse(reason::not_finite, fit.n);
}

long double sum_about_centre(const LongVector& y, bool intercept) {
    return intercept ? (y.array() - y.mean()).square().sum() : y.squaredNorm();
}

// R is k x k upper triangular of design.col(order) * scale: (X'X)^-1 of the columns as given.
LongMatrix unscaled_of(const Eigen::ColPivHouseholderQR<LongMatrix>& qr, const LongVector& scale) {
    const Index k = scale.size();
    const LongMatrix inverse =
        qr.matrixR().topLeftCorner(k, k).template triangularView<Eigen::Upper>().solve(
            LongMatrix::Identity(k, k)
        );
    const LongMatrix root = scale.asDiagonal() * (qr.colsPermutation() * inverse);
    return root * root.transpose();
}

// A value this small beside a correlation of 1 is what a column's variance keeps when the others
// explain it.
std::optional<LongMatrix> inverse_of(const LongMatrix& correlation) {
    const Eigen::LDLT<LongMatrix> factors(correlation);
    if (factors.info() != Eigen::Success ||
        (correlation.size() > 0 && factors.vectorD().minCoeff() < dependent_moments)) {
        return std::nullopt;
    }
    return LongMatrix(factors.solve(LongMatrix::Identity(correlation.rows(), correlation.cols())));
}

struct Scaled {
    LongVector lengths;  // square root of each variable's M2
    LongMatrix correlation;
};

Scaled scaled(const Moments& moments) {
    const LongMatrix m2 = moments.m2.cast<long double>();
    Scaled result{.lengths = m2.diagonal().cwiseMax(0).cwiseSqrt(), .correlation = m2};
    const LongVector inverse =
        (result.lengths.array() > 0).select(result.lengths.cwiseInverse(), 0);
    result.correlation = inverse.asDiagonal() * m2 * inverse.asDiagonal();
    return result;
}

// (X'X)^-1 of [1, x] from that of the centred x.
Eigen::MatrixXd with_constant(const LongMatrix& centred, const LongVector& mean, double n) {
    const Index p = centred.rows();
    const LongVector towards = centred * mean;
    LongMatrix result(p + 1, p + 1);
    result(0, 0) = 1 / static_cast<long double>(n) + mean.dot(towards);
    result.bottomLeftCorner(p, 1) = -towards;
    result.topRightCorner(1, p) = -towards.transpose();
    result.bottomRightCorner(p, p) = centred;
    return result.cast<double>();
}

LinearFit fit_of(const Moments& moments, const Scaled& all, Index p) {
    LinearFit fit{.n = moments.n, .intercept = true};
    const auto inverse = inverse_of(all.correlation.topLeftCorner(p, p));
    if (!inverse) {
        return refuse(reason::collinear, moments.n);
    }
    const LongVector beta = *inverse * all.correlation.col(p).head(p);
    const LongVector per_unit = all.lengths.head(p).cwiseInverse();
    const LongVector slopes = all.lengths(p) * per_unit.cwiseProduct(beta);
    const LongVector mean = moments.mean.head(p).cast<long double>();
    fit.coefficients.resize(p + 1);
    fit.coefficients(0) =
        static_cast<double>(static_cast<long double>(moments.mean(p)) - slopes.dot(mean));
    fit.coefficients.tail(p) = slopes.cast<double>();
    fit.unscaled =
        with_constant(per_unit.asDiagonal() * *inverse * per_unit.asDiagonal(), mean, moments.n);
    const long double tss = all.lengths(p) * all.lengths(p);
    const long double explained = beta.dot(all.correlation.col(p).head(p));
    set_spread(fit, tss * std::max(0.0L, 1 - explained), tss);
    return finite_or_refused(fit);
}

}  // namespace

LinearFit least_squares(const Eigen::MatrixXd& design, const Eigen::VectorXd& y) {
    return least_squares(LongMatrix(design.cast<long double>()), LongVector(y.cast<long double>()));
}

LinearFit least_squares(const LongMatrix& design, const LongVector& y) {
    if (design.rows() != y.size()) {
        throw Fault("stats: a design and its outcome differ in rows");
    }
    const auto n = static_cast<double>(design.rows());
    if (!design.allFinite() || !y.allFinite()) {
        return refuse(reason::not_finite, n);
    }
    if (design.rows() < design.cols() || design.cols() == 0) {
        return refuse(reason::too_few_rows, n);
    }
    const LongVector lengths = design.colwise().stableNorm();
    if (!(lengths.minCoeff() > 0)) {
        return refuse(reason::collinear, n);
    }
    const LongVector scale = lengths.cwiseInverse();
    const Eigen::ColPivHouseholderQR<LongMatrix> qr(design * scale.asDiagonal());
    if (std::abs(qr.matrixQR().diagonal().cwiseAbs().minCoeff()) < dependent_rows) {
        return refuse(reason::collinear, n);
    }
    LongVector coefficients = scale.asDiagonal() * qr.solve(y);
    coefficients += scale.asDiagonal() * qr.solve(y - design * coefficients);
    const LongVector residuals = y - design * coefficients;
    LinearFit fit{.n = n, .intercept = has_constant(design)};
    fit.coefficients = coefficients.cast<double>();
    fit.unscaled = unscaled_of(qr, scale).cast<double>();
    fit.residuals = residuals.cast<double>();
    set_spread(fit, residuals.squaredNorm(), sum_about_centre(y, fit.intercept));
    return finite_or_refused(fit);
}

LinearFit least_squares(const Moments& moments, Index outcome, std::span<const Index> drivers) {
    std::vector<Index> order(drivers.begin(), drivers.end());
    order.push_back(outcome);
    for (const Index variable : order) {
        if (variable < 0 || variable >= moments.variables()) {
            throw Fault("stats: no such variable among the moments");
        }
    }
    const Moments chosen = select(moments, order);
    const auto p = static_cast<Index>(drivers.size());
    if (!chosen.mean.allFinite() || !chosen.m2.allFinite()) {
        return refuse(reason::not_finite, moments.n);
    }
    if (moments.n < static_cast<double>(p + 1)) {
        return refuse(reason::too_few_rows, moments.n);
    }
    for (Index j = 0; j < p; ++j) {
        if (!varies(chosen, j)) {
            return refuse(reason::collinear, moments.n);
        }
    }
    return fit_of(chosen, scaled(chosen), p);
}

std::optional<Eigen::MatrixXd> covariance(const LinearFit& fit) {
    if (!fit.sigma) {
        return std::nullopt;
    }
    return Eigen::MatrixXd(*fit.sigma * *fit.sigma * fit.unscaled);
}

std::optional<double> t_value(const LinearFit& fit, Index coefficient) {
    if (coefficient < 0 || coefficient >= fit.standard_errors.size()) {
        return std::nullopt;
    }
    const double t = fit.coefficients(coefficient) / fit.standard_errors(coefficient);
    return std::isfinite(t) ? std::optional(t) : std::nullopt;
}

std::optional<double> p_value(const LinearFit& fit, Index coefficient) {
    if (coefficient < 0 || coefficient >= fit.standard_errors.size()) {
        return std::nullopt;
    }
    const auto t = t_value(fit, coefficient);
    if (!t) {
        return fit.coefficients(coefficient) != 0 ? std::optional(0.0) : std::nullopt;
    }
    const boost::math::students_t student(fit.freedom);
    return 2 * boost::math::cdf(boost::math::complement(student, std::abs(*t)));
}

Eigen::MatrixXd with_intercept(const Eigen::Ref<const Eigen::MatrixXd>& columns) {
    Eigen::MatrixXd design(columns.rows(), columns.cols() + 1);
    design.col(0).setOnes();
    design.rightCols(columns.cols()) = columns;
    return design;
}

LongMatrix polynomial_design(const LongVector& x, Index degree) {
    LongMatrix design(x.size(), degree + 1);
    design.col(0).setOnes();
    for (Index j = 1; j <= degree; ++j) {
        design.col(j) = design.col(j - 1).cwiseProduct(x);
    }
    return design;
}

std::vector<Index> independent_columns(const Eigen::MatrixXd& design) {
    std::vector<Index> kept;
    Eigen::MatrixXd basis(design.rows(), 0);
    for (Index j = 0; j < design.cols(); ++j) {
        const double length = design.col(j).norm();
        Eigen::VectorXd rest = design.col(j);
        for (int twice = 0; twice < 2; ++twice) {  // the second pass takes away what rounding left
            rest -= basis * (basis.transpose() * rest);
        }
        if (length > 0 && rest.norm() > dependent_column * length) {
            basis.conservativeResize(Eigen::NoChange, basis.cols() + 1);
            basis.rightCols(1) = rest.normalized();
            kept.push_back(j);
        }
    }
    return kept;
}

}  // namespace styk::stats
