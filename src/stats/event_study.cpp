#include "stats/event_study.h"

#include <Eigen/Cholesky>
#include <boost/math/distributions/fisher_f.hpp>
#include <cmath>
#include <iterator>
#include <map>

#include "stats/effect.h"

namespace styk::stats {

namespace {

std::optional<double> root_of(double variance, double scale) {
    return variance > 1e-24 * scale * scale && std::isfinite(variance)
               ? std::optional(std::sqrt(variance))
               : std::nullopt;
}

// The gaps' contrasts over the cells of all periods: column j is period j less the reference.
struct Gaps {
    std::vector<CellKey> keys{};
    Eigen::MatrixXd weights{};  // cells x gaps, of the cells' means
};

Gaps gaps_of(const std::vector<int>& periods, int reference) {
    Gaps gaps;
    for (const bool treated : {false, true}) {
        gaps.keys.push_back({reference, treated});
        for (const int period : periods) {
            gaps.keys.push_back({period, treated});
        }
    }
    const auto count = static_cast<Eigen::Index>(periods.size());
    gaps.weights = Eigen::MatrixXd::Zero(2 * (count + 1), count);
    gaps.weights.row(0).setOnes();
    gaps.weights.row(count + 1).setConstant(-1);
    for (Eigen::Index j = 0; j < count; ++j) {
        gaps.weights(1 + j, j) = -1;
        gaps.weights(count + 2 + j, j) = 1;
    }
    return gaps;
}

std::optional<Eigen::MatrixXd> clustered_gaps(
    const ComparisonSums& sums, const Gaps& gaps, double n
) {
    const double clusters = static_cast<double>(sums.clusters.size()),
                 cells = static_cast<double>(gaps.keys.size());
    if (clusters < 2 || n <= cells) {
        return std::nullopt;
    }
    Eigen::MatrixXd result = Eigen::MatrixXd::Zero(gaps.weights.cols(), gaps.weights.cols());
    for (const auto& [id, own] : sums.clusters) {
        Eigen::VectorXd influence = Eigen::VectorXd::Zero(gaps.weights.cols());
        for (std::size_t k = 0; k < gaps.keys.size(); ++k) {
            const auto found = own.find(gaps.keys[k]);
            if (found != own.end()) {
                const auto& cell = sums.cells.at(gaps.keys[k]);
                const double share = found->second.n * (found->second.mean - cell.mean) / cell.n;
                influence += share * gaps.weights.row(static_cast<Eigen::Index>(k)).transpose();
            }
        }
        result += influence * influence.transpose();
    }
    return clusters / (clusters - 1) * (n - 1) / (n - cells) * result;
}

std::optional<Eigen::MatrixXd> white_gaps(const ComparisonSums& sums, const Gaps& gaps, double n) {
    const double cells = static_cast<double>(gaps.keys.size());
    if (n <= cells) {
        return std::nullopt;
    }
    Eigen::VectorXd variances(gaps.weights.rows());
    for (std::size_t k = 0; k < gaps.keys.size(); ++k) {
        const auto& cell = sums.cells.at(gaps.keys[k]);
        variances[static_cast<Eigen::Index>(k)] = cell.m2 / (cell.n * cell.n);
    }
    return n / (n - cells) * gaps.weights.transpose() * variances.asDiagonal() * gaps.weights;
}

void set_pre_test(EventStudy& study, const Eigen::MatrixXd& covariance, double freedom) {
    const Eigen::Index pre = study.pre_periods - 1;
    const auto clustered_rank = static_cast<double>(pre);
    if (pre < 1 || freedom < clustered_rank) {
        return;
    }
    const Eigen::MatrixXd block = covariance.topLeftCorner(pre, pre);
    const Eigen::LDLT<Eigen::MatrixXd> factor(block);
    const bool sound = factor.info() == Eigen::Success && factor.isPositive() &&
                       factor.vectorD().minCoeff() > 1e-12 * block.diagonal().maxCoeff();
    if (!sound) {
        return;
    }
    const Eigen::VectorXd gaps = study.effects.head(pre);
    const double f = gaps.dot(factor.solve(gaps)) / clustered_rank;
    if (std::isfinite(f)) {
        const boost::math::fisher_f law(clustered_rank, freedom);
        study.pre_f = f;
        study.pre_p = boost::math::cdf(boost::math::complement(law, f));
    }
}

// Periods but the reference; false when a group is missing in one.
bool set_periods(EventStudy& study, const ComparisonSums& sums, int first_post, int& reference) {
    std::map<int, int> groups;
    for (const auto& [key, cell] : sums.cells) {
        groups[key.period] += cell.n > 0 ? 1 : 0;
    }
    const auto first = groups.lower_bound(first_post);
    if (first == groups.begin() || first == groups.end()) {
        return false;
    }
    reference = std::prev(first)->first;
    for (const auto& [period, count] : groups) {
        if (count < 2) {
            return false;
        }
        study.pre_periods += period < first_post ? 1 : 0;
        if (period != reference) {
            study.periods.push_back(period);
        }
    }
    return true;
}

}  // namespace

EventStudy event_study(const ComparisonSums& sums, int first_post) {
    EventStudy study;
    int reference = 0;
    if (!set_periods(study, sums, first_post, reference)) {
        return {.reason = reason::no_contrast};
    }
    const auto gaps = gaps_of(study.periods, reference);
    Eigen::VectorXd means(gaps.weights.rows());
    double n = 0;
    for (std::size_t k = 0; k < gaps.keys.size(); ++k) {
        const auto& cell = sums.cells.at(gaps.keys[k]);
        means[static_cast<Eigen::Index>(k)] = cell.mean;
        n += cell.n;
    }
    study.effects = gaps.weights.transpose() * means;
    study.standard_errors.resize(study.periods.size());
    const bool clustered = !sums.clusters.empty();
    const auto covariance = clustered ? clustered_gaps(sums, gaps, n) : white_gaps(sums, gaps, n);
    if (!covariance) {
        return study;
    }
    for (std::size_t j = 0; j < study.periods.size(); ++j) {
        const auto at = static_cast<Eigen::Index>(j);
        study.standard_errors[j] = root_of((*covariance)(at, at), means.cwiseAbs().maxCoeff());
    }
    const double freedom = clustered ? static_cast<double>(sums.clusters.size()) - 1
                                     : n - static_cast<double>(gaps.keys.size());
    set_pre_test(study, *covariance, freedom);
    return study;
}

}  // namespace styk::stats
