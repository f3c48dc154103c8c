#include "stats/missing_em.h"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <array>
#include <cmath>
#include <utility>

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double least_kept_eigenvalue = 1e-8, nearly_singular = 1e-10;

struct Pattern {
    std::vector<Index> there, missing;
    Moments moments;  // of those there, standardized
};

bool is_there(std::uint64_t pattern, Index variable) {
    return (pattern >> variable & 1) != 0;
}

std::vector<Index> variables_where(std::uint64_t pattern, Index variables, bool there) {
    std::vector<Index> result;
    for (Index j = 0; j < variables; ++j) {
        if (is_there(pattern, j) == there) {
            result.push_back(j);
        }
    }
    return result;
}

// Each variable over the rows where it is there.
std::vector<Moments> available(const PatternMoments& of) {
    std::vector<Moments> result;
    for (Index j = 0; j < of.variables; ++j) {
        Moments one = empty_moments(1);
        for (const auto& [pattern, moments] : of.by_pattern) {
            if (is_there(pattern, j)) {
                const auto there = variables_where(pattern, j, true);
                const std::array place{static_cast<Index>(there.size())};
                merge(one, select(moments, place));
            }
        }
        result.push_back(one);
    }
    return result;
}

struct Scale {
    VectorXd centre, spread;
};

std::vector<Pattern> standardized_patterns(const PatternMoments& of, const Scale& scale) {
    std::vector<Pattern> result;
    for (const auto& [pattern, moments] : of.by_pattern) {
        if (pattern == 0 || moments.n == 0) {
            continue;
        }
        Pattern next{
            .there = variables_where(pattern, of.variables, true),
            .missing = variables_where(pattern, of.variables, false),
            .moments = moments
        };
        const VectorXd inverse = scale.spread(next.there).cwiseInverse();
        next.moments.mean = (moments.mean - scale.centre(next.there)).cwiseProduct(inverse);
        next.moments.m2 = inverse.asDiagonal() * moments.m2 * inverse.asDiagonal();
        result.push_back(std::move(next));
    }
    return result;
}

// observed^-1 right; the least-norm solution when the observed depend on one another.
MatrixXd solve(const MatrixXd& observed, const MatrixXd& right) {
    const Eigen::LDLT<MatrixXd> factors(observed);
    if (factors.info() == Eigen::Success && factors.vectorD().minCoeff() > nearly_singular) {
        return factors.solve(right);
    }
    Eigen::CompleteOrthogonalDecomposition<MatrixXd> decomposition;
    decomposition.setThreshold(nearly_singular);
    return decomposition.compute(observed).solve(right);
}

// What the moments of this pattern's rows are expected to be with the holes filled.
Moments expected(const Pattern& pattern, const VectorXd& mean, const MatrixXd& covariance) {
    const auto& there = pattern.there;
    const auto& missing = pattern.missing;
    Moments full = empty_moments(mean.size());
    full.n = pattern.moments.n;
    full.mean(there) = pattern.moments.mean;
    full.m2(there, there) = pattern.moments.m2;
    if (missing.empty()) {
        return full;
    }
    const MatrixXd across = covariance(there, missing);
    const MatrixXd slopes = solve(covariance(there, there), across);
    full.mean(missing) = mean(missing) + slopes.transpose() * (pattern.moments.mean - mean(there));
    const MatrixXd joint = pattern.moments.m2 * slopes;
    full.m2(there, missing) = joint;
    full.m2(missing, there) = joint.transpose();
    full.m2(missing, missing) =
        slopes.transpose() * joint +
        full.n * (covariance(missing, missing) - slopes.transpose() * across);
    return full;
}

EmFit refuse(std::string_view reason) {
    EmFit fit;
    fit.reason = reason;
    return fit;
}

// In standard units, in place.
void iterate(EmFit& fit, const std::vector<Pattern>& patterns, const EmOptions& options) {
    while (!fit.converged && fit.rounds < options.max_rounds) {
        Moments all;
        for (const auto& pattern : patterns) {
            merge(all, expected(pattern, fit.mean, fit.covariance));
        }
        const MatrixXd covariance = all.m2 / all.n;
        const double moved = std::max(
            (all.mean - fit.mean).cwiseAbs().maxCoeff(),
            (covariance - fit.covariance).cwiseAbs().maxCoeff()
        );
        fit.mean = all.mean;
        fit.covariance = covariance;
        fit.n = all.n;
        fit.converged = moved < options.tolerance;
        ++fit.rounds;
    }
}

}  // namespace

EmFit fit_em(const PatternMoments& of, const EmOptions& options) {
    const auto alone = available(of);
    if (alone.empty()) {
        return refuse(reason::no_answers);
    }
    const auto p = of.variables;
    Scale scale{.centre = VectorXd(p), .spread = VectorXd(p)};
    for (Index j = 0; j < p; ++j) {
        const Moments& one = alone[static_cast<std::size_t>(j)];
        if (one.n == 0) {
            return refuse(reason::no_answers);
        }
        if (!varies(one, 0)) {
            return refuse(reason::no_spread);
        }
        scale.centre(j) = one.mean(0);
        scale.spread(j) = std::sqrt(one.m2(0, 0) / one.n);
    }
    EmFit fit;
    fit.mean = VectorXd::Zero(p);
    fit.covariance = MatrixXd::Identity(p, p);
    iterate(fit, standardized_patterns(of, scale), options);
    fit.mean = scale.centre + scale.spread.cwiseProduct(fit.mean);
    fit.covariance = scale.spread.asDiagonal() * fit.covariance * scale.spread.asDiagonal();
    return fit;
}

std::optional<MatrixXd> pairwise_correlation(const PatternMoments& of) {
    MatrixXd result = MatrixXd::Identity(of.variables, of.variables);
    for (Index i = 0; i < of.variables; ++i) {
        for (Index j = 0; j < i; ++j) {
            const auto both = correlation(pairwise(of, i, j));
            if (!both) {
                return std::nullopt;
            }
            result(i, j) = result(j, i) = (*both)(0, 1);
        }
    }
    return result;
}

double least_eigenvalue(const MatrixXd& symmetric) {
    return Eigen::SelfAdjointEigenSolver<MatrixXd>(symmetric, Eigen::EigenvaluesOnly)
        .eigenvalues()
        .minCoeff();
}

RepairedCorrelation repaired_correlation(const MatrixXd& correlation) {
    const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(correlation);
    if (solver.eigenvalues().minCoeff() > -least_kept_eigenvalue) {
        return {.correlation = correlation};
    }
    const MatrixXd clipped = solver.eigenvectors() *
                             solver.eigenvalues().cwiseMax(least_kept_eigenvalue).asDiagonal() *
                             solver.eigenvectors().transpose();
    const VectorXd scale = clipped.diagonal().cwiseSqrt().cwiseInverse();
    RepairedCorrelation result{
        .correlation = scale.asDiagonal() * clipped * scale.asDiagonal(), .repaired = true
    };
    result.correlation.diagonal().setOnes();
    return result;
}

std::vector<double> hole_shares(const PatternMoments& of) {
    const double rows = rows_of(of);
    std::vector<double> shares;
    for (Index j = 0; j < of.variables && rows > 0; ++j) {
        double missing = 0;
        for (const auto& [pattern, moments] : of.by_pattern) {
            missing += is_there(pattern, j) ? 0 : moments.n;
        }
        shares.push_back(missing / rows);
    }
    return shares;
}

MissingMethod missing_method(const PatternMoments& of, double most_lost) {
    const double rows = rows_of(of);
    return rows - listwise(of).n < most_lost * rows ? MissingMethod::listwise : MissingMethod::em;
}

std::vector<Index> variables_with_too_many_holes(const PatternMoments& of, double most) {
    std::vector<Index> result;
    const auto shares = hole_shares(of);
    for (std::size_t j = 0; j < shares.size(); ++j) {
        if (shares[j] > most) {
            result.push_back(static_cast<Index>(j));
        }
    }
    return result;
}

}  // namespace styk::stats
