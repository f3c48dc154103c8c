#include "stats/importance.h"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <cmath>
#include <numeric>

#include "base/result.h"
#include "stats/least_squares.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double negligible_eigenvalue = 1e-12;  // of the greatest

DriverCorrelations refuse(std::string_view reason) {
    DriverCorrelations result;
    result.reason = reason;
    return result;
}

DriverCorrelations parts_of(
    const MatrixXd& correlation, Index outcome, std::span<const Index> drivers
) {
    const auto p = static_cast<Index>(drivers.size());
    DriverCorrelations result{.among = MatrixXd(p, p), .with_outcome = VectorXd(p)};
    for (Index i = 0; i < p; ++i) {
        const Index row = drivers[static_cast<std::size_t>(i)];
        result.with_outcome(i) = correlation(row, outcome);
        for (Index j = 0; j < p; ++j) {
            result.among(i, j) = correlation(row, drivers[static_cast<std::size_t>(j)]);
        }
    }
    return result;
}

// The variables from `first` on, less what variable `pivot` explains of them and of the outcome.
void sweep(DriverCorrelations& rest, Index pivot) {
    const double variance = rest.among(pivot, pivot);
    const VectorXd along = rest.among.col(pivot);
    const double outcome = rest.with_outcome(pivot);
    rest.with_outcome -= along * (outcome / variance);
    rest.among.noalias() -= along * (along.transpose() / variance);
}

std::vector<Index> all_drivers(const DriverCorrelations& of) {
    std::vector<Index> all(static_cast<std::size_t>(of.drivers()));
    std::iota(all.begin(), all.end(), Index{0});
    return all;
}

struct Roots {
    MatrixXd vectors;
    VectorXd root, inverse_root;  // of the eigenvalues; 0 where they are negligible
};

Roots roots_of(const MatrixXd& correlation) {
    const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(correlation);
    const VectorXd& values = solver.eigenvalues();
    const double least = negligible_eigenvalue * values.maxCoeff();
    Roots result{.vectors = solver.eigenvectors(), .root = values, .inverse_root = values};
    result.root = (values.array() > least).select(values.cwiseMax(0).cwiseSqrt(), 0);
    result.inverse_root = (result.root.array() > 0).select(result.root.cwiseInverse(), 0);
    return result;
}

VectorXd orthogonal_scores(const Roots& roots, const VectorXd& with_outcome) {
    return roots.vectors *
           (roots.inverse_root.asDiagonal() * (roots.vectors.transpose() * with_outcome));
}

// Turns two columns within their plane; false: they are orthogonal already.
bool make_orthogonal(LongMatrix& a, Index i, Index j) {
    constexpr long double orthogonal = 1e-18L;
    const long double ii = a.col(i).squaredNorm(), jj = a.col(j).squaredNorm();
    const long double ij = a.col(i).dot(a.col(j));
    if (std::abs(ij) <= orthogonal * std::sqrt(ii) * std::sqrt(jj)) {
        return false;
    }
    const long double ratio = (jj - ii) / (2 * ij);
    const long double tangent =
        std::copysign(1 / (std::abs(ratio) + std::hypot(1.0L, ratio)), ratio);
    const long double cosine = 1 / std::hypot(1.0L, tangent);
    const LongVector first = a.col(i);
    a.col(i) = cosine * (first - tangent * a.col(j));
    a.col(j) = cosine * (tangent * first + a.col(j));
    return true;
}

// One-sided Jacobi (Hestenes 1958): columns are turned in pairs until all are orthogonal; their
// lengths are the singular values, the small ones as exact as the great ones.
LongVector singular_values(LongMatrix a) {
    constexpr int most_sweeps = 60;
    bool turned = true;
    for (int sweep = 0; sweep < most_sweeps && turned; ++sweep) {
        turned = false;
        for (Index j = 1; j < a.cols(); ++j) {
            for (Index i = 0; i < j; ++i) {
                turned = make_orthogonal(a, i, j) || turned;
            }
        }
    }
    return a.colwise().norm();
}

}  // namespace

DriverCorrelations driver_correlations(
    const Moments& moments, Index outcome, std::span<const Index> drivers
) {
    std::vector<Index> order(drivers.begin(), drivers.end());
    order.push_back(outcome);
    const Moments chosen = select(moments, order);
    if (!(chosen.n > 1)) {
        return refuse(reason::no_answers);
    }
    if (!chosen.mean.allFinite() || !chosen.m2.allFinite()) {
        return refuse(reason::not_finite);
    }
    const auto correlation = styk::stats::correlation(chosen);
    if (!correlation) {
        return refuse(reason::no_spread);
    }
    const auto p = static_cast<Index>(drivers.size());
    return {.among = correlation->topLeftCorner(p, p), .with_outcome = correlation->col(p).head(p)};
}

DriverCorrelations driver_correlations(
    const MatrixXd& covariance, Index outcome, std::span<const Index> drivers
) {
    if (!covariance.allFinite()) {
        return refuse(reason::not_finite);
    }
    DriverCorrelations result = parts_of(covariance, outcome, drivers);
    const VectorXd variances = result.among.diagonal();
    if (!(covariance(outcome, outcome) > 0) ||
        (variances.size() > 0 && !(variances.minCoeff() > 0))) {
        return refuse(reason::no_spread);
    }
    const VectorXd scale = variances.cwiseSqrt().cwiseInverse();
    result.among = scale.asDiagonal() * result.among * scale.asDiagonal();
    result.among.diagonal().setOnes();
    result.with_outcome =
        result.with_outcome.cwiseProduct(scale) / std::sqrt(covariance(outcome, outcome));
    return result;
}

double r2_of(const DriverCorrelations& of, std::span<const Index> subset) {
    DriverCorrelations rest = of;
    double r2 = 0;
    for (const Index j : subset) {
        if (rest.among(j, j) > aliased_below) {
            r2 += rest.with_outcome(j) * rest.with_outcome(j) / rest.among(j, j);
            sweep(rest, j);
        }
    }
    return std::min(r2, 1.0);
}

double r2_of(const DriverCorrelations& of) {
    return r2_of(of, all_drivers(of));
}

std::vector<Index> aliased_drivers(const DriverCorrelations& of) {
    DriverCorrelations rest = of;
    std::vector<Index> aliased;
    for (Index j = 0; j < of.drivers(); ++j) {
        if (rest.among(j, j) > aliased_below) {
            sweep(rest, j);
        } else {
            aliased.push_back(j);
        }
    }
    return aliased;
}

VectorXd johnson_weights(const DriverCorrelations& of) {
    const Roots roots = roots_of(of.among);
    const MatrixXd loadings = roots.vectors * roots.root.asDiagonal() * roots.vectors.transpose();
    return loadings.cwiseAbs2() * orthogonal_scores(roots, of.with_outcome).cwiseAbs2();
}

VectorXd first_in(const DriverCorrelations& of) {
    return of.with_outcome.cwiseAbs2();
}

VectorXd last_in(const DriverCorrelations& of) {
    const double all = r2_of(of);
    VectorXd result(of.drivers());
    for (Index j = 0; j < of.drivers(); ++j) {
        auto others = all_drivers(of);
        others.erase(others.begin() + j);
        result(j) = std::max(0.0, all - r2_of(of, others));
    }
    return result;
}

VectorXd car_scores_squared(const DriverCorrelations& of) {
    return orthogonal_scores(roots_of(of.among), of.with_outcome).cwiseAbs2();
}

std::optional<VectorXd> standardized_coefficients(const DriverCorrelations& of) {
    if (!aliased_drivers(of).empty()) {
        return std::nullopt;
    }
    return VectorXd(of.among.ldlt().solve(of.with_outcome));
}

std::optional<VectorXd> pratt(const DriverCorrelations& of) {
    const auto coefficients = standardized_coefficients(of);
    if (!coefficients) {
        return std::nullopt;
    }
    return VectorXd(coefficients->cwiseProduct(of.with_outcome));
}

std::vector<std::optional<double>> variance_inflation(const DriverCorrelations& of) {
    std::vector<std::optional<double>> result;
    for (Index j = 0; j < of.drivers(); ++j) {
        DriverCorrelations rest = of;
        for (Index other = 0; other < of.drivers(); ++other) {
            if (other != j && rest.among(other, other) > aliased_below) {
                sweep(rest, other);
            }
        }
        const double left = rest.among(j, j);
        result.push_back(
            left > aliased_below ? std::optional(std::max(1.0, 1 / left)) : std::nullopt
        );
    }
    return result;
}

std::optional<double> scaled_condition(const Moments& moments, std::span<const Index> drivers) {
    const Moments chosen = select(moments, drivers);
    const Index p = chosen.variables();
    if (!(chosen.n > 1) || !chosen.mean.allFinite() || !chosen.m2.allFinite()) {
        return std::nullopt;
    }
    const Eigen::LLT<LongMatrix> factor(chosen.m2.cast<long double>());
    if (factor.info() != Eigen::Success) {
        return std::nullopt;
    }
    // [1, x] = Q [sqrt n, sqrt n mean'; 0, U]: the same singular values without the rows.
    LongMatrix triangle = LongMatrix::Zero(p + 1, p + 1);
    triangle.bottomRightCorner(p, p) = factor.matrixU();
    triangle(0, 0) = 1;
    triangle.topRightCorner(1, p) = chosen.mean.transpose().cast<long double>();
    triangle.row(0) *= std::sqrt(static_cast<long double>(chosen.n));
    const LongMatrix unit = triangle.colwise().normalized();
    const LongVector values = singular_values(unit);
    const long double condition = values.maxCoeff() / values.minCoeff();
    return condition < 1e15L ? std::optional(static_cast<double>(condition)) : std::nullopt;
}

}  // namespace styk::stats
