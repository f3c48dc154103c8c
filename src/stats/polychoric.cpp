#include "stats/polychoric.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/owens_t.hpp>
#include <boost/math/tools/minima.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "base/result.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double nearly_one = 0.999999, least_probability = 1e-300;

double phi_cdf(double x) {
    return std::erfc(-x / std::sqrt(2.0)) / 2;
}

// T(h, a) where a = (other / h - rho) / sqrt(1 - rho^2); its limit at h = 0.
double owen_part(double h, double other, double rho) {
    const double root = std::sqrt((1 - rho) * (1 + rho));
    if (h == 0) {
        return other == 0 ? std::atan((1 - rho) / root) / (2 * std::acos(-1.0))
                          : std::copysign(0.25, other);
    }
    return boost::math::owens_t(h, (other / h - rho) / root);
}

MatrixXd without_empty_levels(const MatrixXd& counts) {
    std::vector<Index> rows, columns;
    for (Index i = 0; i < counts.rows(); ++i) {
        if (counts.row(i).sum() > 0) {
            rows.push_back(i);
        }
    }
    for (Index j = 0; j < counts.cols(); ++j) {
        if (counts.col(j).sum() > 0) {
            columns.push_back(j);
        }
    }
    return counts(rows, columns);
}

VectorXd thresholds_of(const VectorXd& margin) {
    const boost::math::normal normal;
    const double total = margin.sum();
    VectorXd result(margin.size() - 1);
    double below = 0;
    for (Index i = 0; i + 1 < margin.size(); ++i) {
        below += margin(i);
        result(i) =
            2 * below <= total
                ? boost::math::quantile(normal, below / total)
                : boost::math::quantile(boost::math::complement(normal, (total - below) / total));
    }
    return result;
}

// Cell probabilities are differences of the distribution over the grid of thresholds.
double log_likelihood(
    const MatrixXd& counts, const VectorXd& rows, const VectorXd& columns, double rho
) {
    constexpr double infinite = std::numeric_limits<double>::infinity();
    VectorXd before = VectorXd::Zero(counts.cols() + 1), after = before;
    double sum = 0;
    for (Index i = 0; i < counts.rows(); ++i) {
        const double h = i < rows.size() ? rows(i) : infinite;
        for (Index j = 0; j < counts.cols(); ++j) {
            const double k = j < columns.size() ? columns(j) : infinite;
            after(j + 1) = bivariate_normal_cdf(h, k, rho);
            const double p = after(j + 1) - after(j) - before(j + 1) + before(j);
            if (counts(i, j) > 0) {
                sum += counts(i, j) * std::log(std::max(p, least_probability));
            }
        }
        before.swap(after);
        after(0) = 0;
    }
    return sum;
}

}  // namespace

double bivariate_normal_cdf(double h, double k, double rho) {
    if (std::isinf(h) || std::isinf(k)) {
        return std::min(h, k) < 0 && std::isinf(std::min(h, k)) ? 0 : phi_cdf(std::min(h, k));
    }
    if (rho >= 1) {
        return phi_cdf(std::min(h, k));
    }
    if (rho <= -1) {
        return std::max(0.0, phi_cdf(h) - phi_cdf(-k));
    }
    const bool opposite = h * k < 0 || (h * k == 0 && h + k < 0);
    const double result = (phi_cdf(h) + phi_cdf(k)) / 2 - owen_part(h, k, rho) -
                          owen_part(k, h, rho) - (opposite ? 0.5 : 0.0);
    return std::clamp(result, 0.0, 1.0);
}

Polychoric polychoric(const MatrixXd& counts) {
    if (!counts.allFinite() || (counts.size() > 0 && counts.minCoeff() < 0)) {
        throw Fault("stats: counts of a table are not negative or infinite");
    }
    Polychoric result;
    if (counts.size() == 0 || counts.sum() == 0) {
        result.reason = reason::no_answers;
        return result;
    }
    const MatrixXd table = without_empty_levels(counts);
    if (table.rows() < 2 || table.cols() < 2) {
        result.reason = reason::no_spread;
        return result;
    }
    result.row_thresholds = thresholds_of(table.rowwise().sum());
    result.column_thresholds = thresholds_of(table.colwise().sum());
    const auto loss = [&](double rho) {
        return -log_likelihood(table, result.row_thresholds, result.column_thresholds, rho);
    };
    const auto [rho, least] = boost::math::tools::brent_find_minima(
        loss, -nearly_one, nearly_one, std::numeric_limits<double>::digits / 2
    );
    result.rho = rho;
    result.log_likelihood = -least;
    return result;
}

}  // namespace styk::stats
