#include "stats/driver_checks.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::VectorXd;

Standing standing_of(double n_eff, double drivers, const DriverLimits& limits) {
    if (n_eff >= std::max(limits.least_rows, limits.rows_a_driver * drivers)) {
        return Standing::shown;
    }
    const double greyed = std::max(limits.least_rows, limits.rows_a_driver_greyed * drivers);
    return n_eff >= greyed ? Standing::greyed : Standing::hidden;
}

std::vector<Index> inflated_drivers(const DriverCorrelations& of, double limit) {
    const auto inflation = variance_inflation(of);
    std::vector<Index> result;
    for (std::size_t j = 0; j < inflation.size(); ++j) {
        if (!inflation[j] || *inflation[j] > limit) {
            result.push_back(static_cast<Index>(j));
        }
    }
    return result;
}

std::vector<Index> suppressed_drivers(const DriverCorrelations& of) {
    std::vector<Index> result;
    if (const auto coefficients = standardized_coefficients(of)) {
        for (Index j = 0; j < of.drivers(); ++j) {
            if ((*coefficients)(j)*of.with_outcome(j) < 0) {
                result.push_back(j);
            }
        }
    }
    return result;
}

std::vector<Index> top_two(const VectorXd& values) {
    std::vector<Index> order(static_cast<std::size_t>(values.size()));
    std::iota(order.begin(), order.end(), Index{0});
    std::ranges::stable_sort(order, std::greater(), [&](Index j) { return values(j); });
    order.resize(std::min<std::size_t>(order.size(), 2));
    std::ranges::sort(order);
    return order;
}

}  // namespace

DriverChecks check_drivers(
    const Moments& moments,
    Index outcome,
    std::span<const Index> drivers,
    double n_eff,
    const DriverLimits& limits
) {
    DriverChecks result;
    const auto correlations = driver_correlations(moments, outcome, drivers);
    if (!correlations.reason.empty()) {
        result.explains_little = true;
        return result;
    }
    result.standing = standing_of(n_eff, static_cast<double>(drivers.size()), limits);
    result.aliased = aliased_drivers(correlations);
    result.inflated = inflated_drivers(correlations, limits.most_inflation);
    result.suppressed = suppressed_drivers(correlations);
    const auto condition = scaled_condition(moments, drivers);
    result.group_them =
        !result.inflated.empty() || !condition || *condition > limits.most_condition;
    const auto copies = static_cast<double>(result.aliased.size());
    const double freedom = moments.n - 1 - (static_cast<double>(drivers.size()) - copies);
    const double unexplained = (1 - r2_of(correlations)) * (moments.n - 1);
    result.explains_little = !(freedom > 0) || 1 - unexplained / freedom < limits.least_adjusted_r2;
    return result;
}

std::vector<int> directions(const DriverCorrelations& of) {
    std::vector<int> result;
    for (const double r : of.with_outcome) {
        result.push_back(r < 0 ? -1 : 1);
    }
    return result;
}

bool top_two_differ(const VectorXd& a, const VectorXd& b) {
    return top_two(a) != top_two(b);
}

std::optional<WhatIf> what_if(const LinearFit& fit, std::span<const double> change, double level) {
    const auto p = static_cast<Index>(change.size());
    if (!fit.reason.empty() || fit.coefficients.size() != p + 1) {
        return std::nullopt;
    }
    VectorXd move = VectorXd::Zero(p + 1);
    move.tail(p) = VectorXd::Map(change.data(), p);
    if (!move.allFinite()) {
        return std::nullopt;
    }
    WhatIf result{.value = move.dot(fit.coefficients)};
    if (const auto spread = covariance(fit)) {
        const boost::math::students_t student(fit.freedom);
        const double half =
            boost::math::quantile(boost::math::complement(student, (1 - level) / 2)) *
            std::sqrt(std::max(0.0, move.dot(*spread * move)));
        result.lo = result.value - half;
        result.hi = result.value + half;
    }
    return result;
}

}  // namespace styk::stats
