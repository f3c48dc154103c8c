#include "stats/one_factor.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

#include "stats/bounded_minimum.h"
#include "stats/score.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double least = 0.005, most = 1;

// The likelihood at uniquenesses psi, the loadings chosen best for them: from the eigenvalues of
// S scaled by psi^-1/2 on both sides.
struct Point {
    double misfit = 0;
    VectorXd gradient{}, loadings{};
};

Point at(const MatrixXd& s, const VectorXd& psi) {
    const VectorXd scale = psi.cwiseSqrt().cwiseInverse();
    const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(
        scale.asDiagonal() * s * scale.asDiagonal()
    );
    const Index last = s.rows() - 1;  // the largest
    const Eigen::ArrayXd rest = eigen.eigenvalues().head(last).array().max(1e-300);
    const double common = std::sqrt(std::max(eigen.eigenvalues()(last) - 1, 0.0));
    Point point{.misfit = (rest - rest.log() - 1).sum()};
    point.loadings = eigen.eigenvectors().col(last).cwiseProduct(psi.cwiseSqrt()) * common;
    const Eigen::ArrayXd residual =
        point.loadings.array().square() + psi.array() - s.diagonal().array();
    point.gradient = residual / psi.array().square();
    return point;
}

}  // namespace

OneFactor one_factor(const MatrixXd& correlation) {
    OneFactor result;
    const Index p = correlation.rows();
    if (p < 3) {
        result.reason = reason::too_few;
        return result;
    }
    const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(correlation);
    if (!correlation.allFinite() || !(eigen.eigenvalues()(0) > 1e-10)) {
        result.reason = reason::collinear;
        return result;
    }
    const VectorXd inverse = correlation.inverse().diagonal();
    VectorXd psi = ((1 - 0.5 / static_cast<double>(p)) * inverse.cwiseInverse())
                       .cwiseMax(least)
                       .cwiseMin(most);
    // In hundredths, and stopping as early as R's factanal does: the same digits as everybody's.
    constexpr double unit = 0.01, tolerance = 1e7 * std::numeric_limits<double>::epsilon();
    const auto misfit = [&](const VectorXd& hundredths) {
        const Point there = at(correlation, hundredths * unit);
        return Slope{there.misfit, there.gradient * unit};
    };
    const auto best = bounded_minimum(
        misfit,
        psi / unit,
        VectorXd::Constant(p, least / unit),
        VectorXd::Constant(p, most / unit),
        {.tolerance = tolerance}
    );
    if (!best.converged) {
        result.reason = reason::not_converged;
        return result;
    }
    psi = best.x * unit;
    const Point point = at(correlation, psi);
    result.loadings = point.loadings.sum() < 0 ? VectorXd(-point.loadings) : point.loadings;
    result.uniquenesses = psi;
    result.misfit = point.misfit;
    result.heywood = psi.minCoeff() <= least;
    return result;
}

}  // namespace styk::stats
