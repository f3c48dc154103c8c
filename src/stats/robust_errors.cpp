#include "stats/robust_errors.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

bool is_usable(const LinearFit& fit) {
    return fit.reason.empty() && fit.freedom > 0 && fit.residuals.size() > 0;
}

// The residuals of a perfect fit are rounding: they say nothing about errors.
bool is_perfect(const LinearFit& fit) {
    return !fit.r2 || !(fit.rss > 1e-26 * fit.tss);
}

std::optional<MatrixXd> sandwich(const LinearFit& fit, const MatrixXd& meat, double factor) {
    MatrixXd result = factor * fit.unscaled * meat * fit.unscaled;
    return result.allFinite() ? std::optional(std::move(result)) : std::nullopt;
}

// Each row of the design times its residual: rows x k.
MatrixXd scores(const MatrixXd& design, const VectorXd& residuals) {
    return residuals.asDiagonal() * design;
}

}  // namespace

VectorXd leverage(const LinearFit& fit, const MatrixXd& design) {
    return (design * fit.unscaled).cwiseProduct(design).rowwise().sum();
}

std::optional<MatrixXd> hc1_covariance(const LinearFit& fit, const MatrixXd& design) {
    if (!is_usable(fit) || is_perfect(fit)) {
        return std::nullopt;
    }
    const MatrixXd own = scores(design, fit.residuals);
    return sandwich(fit, own.transpose() * own, fit.n / fit.freedom);
}

std::optional<MatrixXd> hc3_covariance(const LinearFit& fit, const MatrixXd& design) {
    if (!is_usable(fit) || is_perfect(fit)) {
        return std::nullopt;
    }
    const VectorXd rest = 1 - leverage(fit, design).array();
    if (rest.minCoeff() < 1e-10) {
        return std::nullopt;
    }
    const MatrixXd own = scores(design, fit.residuals.cwiseQuotient(rest));
    return sandwich(fit, own.transpose() * own, 1);
}

std::optional<MatrixXd> newey_west_covariance(
    const LinearFit& fit, const MatrixXd& design, int lag, bool adjusted
) {
    if (!is_usable(fit) || is_perfect(fit) || lag < 0) {
        return std::nullopt;
    }
    const MatrixXd own = scores(design, fit.residuals);
    MatrixXd meat = own.transpose() * own;
    for (Index l = 1; l <= std::min<Index>(lag, own.rows() - 1); ++l) {
        const double weight = 1 - static_cast<double>(l) / (lag + 1.0);
        const Index pairs = own.rows() - l;
        const MatrixXd cross = own.topRows(pairs).transpose() * own.bottomRows(pairs);
        meat += weight * (cross + cross.transpose());
    }
    return sandwich(fit, meat, adjusted ? fit.n / fit.freedom : 1);
}

int newey_west_lag(double n, bool monthly_seasons) {
    if (monthly_seasons) {
        return 12;
    }
    return n > 0 ? std::max(1, static_cast<int>(4 * std::pow(n / 100, 2.0 / 9) + 1e-12)) : 1;
}

std::optional<MatrixXd> clustered_covariance(
    const LinearFit& fit, const MatrixXd& design, std::span<const std::uint64_t> cluster
) {
    if (!is_usable(fit) || is_perfect(fit) ||
        cluster.size() != static_cast<std::size_t>(design.rows())) {
        return std::nullopt;
    }
    const MatrixXd own = scores(design, fit.residuals);
    std::map<std::uint64_t, VectorXd> sums;
    for (std::size_t i = 0; i < cluster.size(); ++i) {
        auto& sum = sums.try_emplace(cluster[i], VectorXd::Zero(own.cols())).first->second;
        sum += own.row(static_cast<Index>(i)).transpose();
    }
    const auto groups = static_cast<double>(sums.size());
    if (groups < 2) {
        return std::nullopt;
    }
    MatrixXd meat = MatrixXd::Zero(own.cols(), own.cols());
    for (const auto& [id, sum] : sums) {
        meat += sum * sum.transpose();
    }
    return sandwich(fit, meat, groups / (groups - 1) * (fit.n - 1) / fit.freedom);
}

std::optional<double> error_of(const MatrixXd& covariance, const VectorXd& weights) {
    const double variance = weights.dot(covariance * weights);
    return variance > 0 && std::isfinite(variance) ? std::optional(std::sqrt(variance))
                                                   : std::nullopt;
}

std::vector<std::optional<double>> standard_errors(
    const std::optional<MatrixXd>& covariance, Index coefficients
) {
    std::vector<std::optional<double>> result(static_cast<std::size_t>(coefficients));
    for (Index j = 0; covariance && j < coefficients; ++j) {
        result[static_cast<std::size_t>(j)] =
            error_of(*covariance, VectorXd::Unit(coefficients, j));
    }
    return result;
}

}  // namespace styk::stats
