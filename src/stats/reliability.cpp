#include "stats/reliability.h"

#include <boost/math/distributions/fisher_f.hpp>
#include <cmath>

#include "stats/one_factor.h"
#include "stats/score.h"

namespace styk::stats {

namespace {

using Eigen::Index;

std::optional<double> alpha_of(const Eigen::MatrixXd& covariance) {
    const auto k = static_cast<double>(covariance.rows());
    const double total = covariance.sum();
    if (k < 2 || !(total > 1e-12 * covariance.trace())) {
        return std::nullopt;
    }
    return k / (k - 1) * (1 - covariance.trace() / total);
}

Interval feldt(double alpha, double n, double k, double level) {
    const double df1 = n - 1, df2 = df1 * (k - 1), tail = (1 - level) / 2;
    const boost::math::fisher_f f(df1, df2);
    return {
        1 - (1 - alpha) * boost::math::quantile(boost::math::complement(f, tail)),
        1 - (1 - alpha) * boost::math::quantile(f, tail)
    };
}

std::vector<Index> all_but(Index items, Index left_out) {
    std::vector<Index> others;
    for (Index i = 0; i < items; ++i) {
        if (i != left_out) {
            others.push_back(i);
        }
    }
    return others;
}

void set_items(Reliability& result, const Eigen::MatrixXd& c) {
    for (Index i = 0; i < c.rows(); ++i) {
        const auto others = all_but(c.rows(), i);
        const Eigen::MatrixXd rest = c(others, others);
        const double spread = rest.sum() * c(i, i), shared = c.col(i).sum() - c(i, i);
        result.item_rest.push_back(
            spread > 0 ? std::optional(shared / std::sqrt(spread)) : std::nullopt
        );
        result.alpha_if_deleted.push_back(alpha_of(rest));
    }
}

void set_omega(Reliability& result, const Eigen::MatrixXd& r) {
    const auto factor = one_factor(r);
    if (!factor.reason.empty()) {
        return;
    }
    const double common = std::pow(factor.loadings.sum(), 2);
    result.omega = common / (common + factor.uniquenesses.sum());
    result.loadings.assign(factor.loadings.begin(), factor.loadings.end());
    result.heywood = factor.heywood;
}

}  // namespace

Reliability reliability(const Moments& items, double level) {
    Reliability result{.n = items.n, .items = static_cast<std::size_t>(items.variables())};
    const auto c = covariance(items), r = correlation(items);
    if (!c || items.variables() < 2) {
        result.reason = items.n > 0 ? reason::too_few : reason::no_answers;
        return result;
    }
    result.alpha = r ? alpha_of(*c) : std::nullopt;
    if (!result.alpha) {
        result.reason = reason::no_spread;
        return result;
    }
    const auto k = static_cast<double>(items.variables());
    const double total = c->sum(), pairs = k * (k - 1);
    const double mean_r = (r->sum() - k) / pairs;
    if (1 + (k - 1) * mean_r > 0) {
        result.standardized_alpha = k * mean_r / (1 + (k - 1) * mean_r);
    }
    result.feldt = feldt(*result.alpha, items.n, k, level);
    const double squares = c->squaredNorm() - c->diagonal().squaredNorm();
    result.lambda2 = (total - c->trace() + std::sqrt(k / (k - 1) * squares)) / total;
    result.error_of_measurement = std::sqrt(total * (1 - *result.alpha)) / k;
    set_items(result, *c);
    set_omega(result, *r);
    return result;
}

std::optional<double> spearman_brown(double r) {
    return r > -1 ? std::optional(2 * r / (1 + r)) : std::nullopt;
}

}  // namespace styk::stats
