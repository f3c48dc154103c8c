#include "stats/proportional_odds.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "base/result.h"
#include "stats/least_squares.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int max_rounds = 100, max_halvings = 40;
constexpr double converged_step = 1e-9, hopeless_slope = 100;
constexpr Index max_ordinal_drivers = 10;

// Columns of mean 0 and spread 1, so that steps and limits mean the same for all.
struct Standardized {
    MatrixXd x;
    VectorXd mean, spread;
};

Standardized standardize(const MatrixXd& x, const VectorXd& weights) {
    const double n = weights.sum();
    Standardized result{.x = x, .mean = x.transpose() * weights / n, .spread = VectorXd(x.cols())};
    result.x.rowwise() -= result.mean.transpose();
    for (Index j = 0; j < x.cols(); ++j) {
        result.spread(j) = std::sqrt(result.x.col(j).cwiseAbs2().dot(weights) / n);
        const bool varies = result.spread(j) > 1e-12 * std::abs(result.mean(j));
        result.x.col(j) /= varies ? result.spread(j) : 0;  // NaN: no spread
    }
    return result;
}

struct Problem {
    std::span<const int> levels;
    MatrixXd x;
    VectorXd weights;
    Index thresholds;
};

struct Slope {
    double log_likelihood = 0;
    VectorXd gradient;
    MatrixXd information;  // minus the second derivatives
};

// The logistic distribution at a limit between levels; each tail without cancellation.
struct Limit {
    double below, above, density;

    [[nodiscard]] double slope() const { return density * (above - below); }
};

Limit limit_at(double x) {
    const double e = std::exp(-std::abs(x)), near = 1 / (1 + e), far = e * near;
    return x >= 0 ? Limit{near, far, near * far} : Limit{far, near, near * far};
}

constexpr Limit bottom{0, 1, 0}, top{1, 0, 0};

struct Between {
    Limit lo, hi;

    [[nodiscard]] double probability() const {
        return lo.below > 0.5 ? lo.above - hi.above : hi.below - lo.below;
    }
};

Between level_of(const VectorXd& parameters, Index thresholds, Index level, double eta) {
    return {
        level > 0 ? limit_at(parameters(level - 1) - eta) : bottom,
        level < thresholds ? limit_at(parameters(level) - eta) : top
    };
}

double log_likelihood(const Problem& of, const VectorXd& parameters) {
    const VectorXd eta = of.x * parameters.tail(of.x.cols());
    double sum = 0;
    for (Index i = 0; i < eta.size(); ++i) {
        const Index level = of.levels[static_cast<std::size_t>(i)];
        sum += of.weights(i) *
               std::log(level_of(parameters, of.thresholds, level, eta(i)).probability());
    }
    return std::isfinite(sum) ? sum : -std::numeric_limits<double>::infinity();
}

// One answer seen from its upper limit a and its lower b: derivatives of log P by them.
struct Cell {
    double log_p, a, b, aa, ab, bb;
};

Cell cell_of(const Between& limits) {
    const double p = limits.probability();
    const double hi = limits.hi.density / p, lo = limits.lo.density / p;
    return {
        .log_p = std::log(p),
        .a = hi,
        .b = -lo,
        .aa = limits.hi.slope() / p - hi * hi,
        .ab = hi * lo,
        .bb = -limits.lo.slope() / p - lo * lo
    };
}

// Where one answer touches the thresholds: +1 at its limits, -x at the slopes.
void add_thresholds(
    Slope& into, const Cell& cell, double weight, Index level, const Problem& of, Index row
) {
    const Index p = of.x.cols();
    auto& information = into.information;
    const auto at = [&](Index k, double first, double second) {
        into.gradient(k) += weight * first;
        information(k, k) -= weight * second;
        information.row(k).tail(p) += weight * (second + cell.ab) * of.x.row(row);
    };
    if (level < of.thresholds) {
        at(level, cell.a, cell.aa);
    }
    if (level > 0) {
        at(level - 1, cell.b, cell.bb);
    }
    if (level > 0 && level < of.thresholds) {
        information(level - 1, level) -= weight * cell.ab;
    }
}

Slope slope_of(const Problem& of, const VectorXd& parameters) {
    const Index size = parameters.size(), p = of.x.cols();
    Slope result{.gradient = VectorXd::Zero(size), .information = MatrixXd::Zero(size, size)};
    const VectorXd eta = of.x * parameters.tail(p);
    VectorXd first(eta.size()), second(eta.size());
    for (Index i = 0; i < eta.size(); ++i) {
        const Index level = of.levels[static_cast<std::size_t>(i)];
        const Cell cell = cell_of(level_of(parameters, of.thresholds, level, eta(i)));
        result.log_likelihood += of.weights(i) * cell.log_p;
        first(i) = of.weights(i) * (cell.a + cell.b);
        second(i) = of.weights(i) * (cell.aa + 2 * cell.ab + cell.bb);
        add_thresholds(result, cell, of.weights(i), level, of, i);
    }
    result.gradient.tail(p) = -of.x.transpose() * first;
    result.information.bottomRightCorner(p, p).noalias() =
        -of.x.transpose() * second.asDiagonal() * of.x;
    result.information.triangularView<Eigen::StrictlyLower>() = result.information.transpose();
    return result;
}

VectorXd counts_of(std::span<const int> levels, const VectorXd& weights) {
    const int most = *std::ranges::max_element(levels);
    VectorXd counts = VectorXd::Zero(most + 1);
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (levels[i] < 0) {
            throw Fault("stats: levels are counted from 0");
        }
        counts(levels[i]) += weights(static_cast<Index>(i));
    }
    if (!(counts.minCoeff() > 0)) {
        throw Fault("stats: a level that nobody chose");
    }
    return counts;
}

// Log odds of the cumulated counts: the best thresholds without drivers.
VectorXd start_of(const VectorXd& counts, Index p) {
    VectorXd start = VectorXd::Zero(counts.size() - 1 + p);
    double below = 0;
    for (Index k = 0; k + 1 < counts.size(); ++k) {
        below += counts(k);
        start(k) = std::log(below / (counts.sum() - below));
    }
    return start;
}

double null_log_likelihood(const VectorXd& counts) {
    return (counts.array() * (counts.array() / counts.sum()).log()).sum();
}

// Newton from `parameters`, in place: whether it arrived.
bool climb(const Problem& of, VectorXd& parameters, Slope& slope, int& rounds) {
    for (rounds = 0; rounds < max_rounds; ++rounds) {
        slope = slope_of(of, parameters);
        const Eigen::LDLT<MatrixXd> factors(slope.information);
        if (factors.info() != Eigen::Success || !(factors.vectorD().minCoeff() > 0)) {
            return false;
        }
        VectorXd step = factors.solve(slope.gradient);
        if (step.cwiseAbs().maxCoeff() < converged_step) {
            return true;
        }
        const double least = slope.log_likelihood - 1e-12 * std::abs(slope.log_likelihood);
        int halvings = 0;
        while (!(log_likelihood(of, parameters + step) >= least) && ++halvings < max_halvings) {
            step /= 2;
        }
        parameters += step;
        if (halvings == max_halvings ||
            parameters.tail(of.x.cols()).cwiseAbs().sum() > hopeless_slope) {
            return false;
        }
    }
    return false;
}

OrdinalFit refuse(std::string_view reason, double n) {
    OrdinalFit fit;
    fit.reason = reason;
    fit.n = n;
    return fit;
}

// Back from standardized columns: b = s / spread, threshold = t + sum of mean s / spread.
void write(
    OrdinalFit& fit,
    const VectorXd& parameters,
    const MatrixXd& covariance,
    const Standardized& scale
) {
    const Index p = scale.mean.size(), k = parameters.size() - p;
    MatrixXd back = MatrixXd::Identity(k + p, k + p);
    back.bottomRightCorner(p, p) = scale.spread.cwiseInverse().asDiagonal();
    back.topRightCorner(k, p).rowwise() = scale.mean.cwiseQuotient(scale.spread).transpose();
    const VectorXd result = back * parameters;
    fit.thresholds = result.head(k);
    fit.coefficients = result.tail(p);
    fit.covariance = back * covariance * back.transpose();
    fit.standard_errors = fit.covariance.diagonal().tail(p).cwiseSqrt();
}

VectorXd weights_or_ones(std::span<const double> weights, Index n) {
    if (weights.empty()) {
        return VectorXd::Ones(n);
    }
    return Eigen::Map<const VectorXd>(weights.data(), static_cast<Index>(weights.size()));
}

void check(std::span<const int> levels, const MatrixXd& x, const VectorXd& weights) {
    if (static_cast<Index>(levels.size()) != x.rows() || weights.size() != x.rows()) {
        throw Fault("stats: levels, drivers and weights differ in rows");
    }
    if (!weights.allFinite() || (weights.size() > 0 && weights.minCoeff() < 0)) {
        throw Fault("stats: weights are not negative or infinite");
    }
}

}  // namespace

OrdinalFit proportional_odds(
    std::span<const int> levels, const MatrixXd& x, std::span<const double> weights
) {
    const VectorXd weight = weights_or_ones(weights, x.rows());
    check(levels, x, weight);
    const double n = weight.sum();
    if (!(n > 0)) {
        return refuse(reason::no_answers, n);
    }
    if (!x.allFinite()) {
        return refuse(reason::not_finite, n);
    }
    const VectorXd counts = counts_of(levels, weight);
    const Standardized scale = standardize(x, weight);
    if (counts.size() < 2 || !scale.x.allFinite()) {
        return refuse(reason::no_spread, n);
    }
    const Problem problem{levels, scale.x, weight, counts.size() - 1};
    VectorXd parameters = start_of(counts, x.cols());
    OrdinalFit fit{.n = n};
    Slope slope;
    if (!climb(problem, parameters, slope, fit.rounds)) {
        return refuse(reason::separated, n);
    }
    const Index size = parameters.size();
    write(fit, parameters, slope.information.ldlt().solve(MatrixXd::Identity(size, size)), scale);
    fit.log_likelihood = slope.log_likelihood;
    fit.null_log_likelihood = null_log_likelihood(counts);
    fit.aic = 2 * static_cast<double>(size) - 2 * fit.log_likelihood;
    fit.mcfadden_r2 = 1 - fit.log_likelihood / fit.null_log_likelihood;
    return fit;
}

Shares ordinal_importance(std::span<const int> levels, const MatrixXd& x) {
    Shares result;
    if (x.cols() == 0 || x.cols() > max_ordinal_drivers) {
        result.reason = x.cols() == 0 ? reason::no_drivers : reason::too_many_drivers;
        return result;
    }
    const auto r2_of_subset = [&](std::uint64_t subset) {
        std::vector<Index> columns;
        for (Index j = 0; j < x.cols(); ++j) {
            if ((subset >> j & 1) != 0) {
                columns.push_back(j);
            }
        }
        const OrdinalFit fit = proportional_odds(levels, x(Eigen::all, columns));
        result.reason = fit.reason.empty() ? result.reason : fit.reason;
        result.r2 = fit.mcfadden_r2;  // the last asked for is the whole
        return fit.mcfadden_r2;
    };
    const VectorXd values = shapley(x.cols(), r2_of_subset);
    if (result.reason.empty()) {
        result.values = values;
    }
    return result;
}

}  // namespace styk::stats
