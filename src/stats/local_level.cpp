#include "stats/local_level.h"

#include <Eigen/Cholesky>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/result.h"
#include "stats/effect.h"
#include "stats/least_squares.h"
#include "stats/optimize.h"
#include "stats/reasons.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::RowVectorXd;
using Eigen::VectorXd;

// What the Kalman filter makes of several columns at once, y the first: it is linear, so each runs
// through the same gains. Variances in units of sigma2 = sigma2_eps + sigma2_eta.
struct Filtered {
    MatrixXd innovations{};  // observed rows but the first, each divided by its sd
    double log_variances = 0;
    RowVectorXd levels{};
    double level_variance = 0;
};

Filtered filter(const MatrixXd& data, double share) {
    Filtered result{.innovations = MatrixXd(data.rows(), data.cols())};
    Index used = 0;
    bool started = false;
    double variance = 0;  // of the level before this row
    for (Index row = 0; row < data.rows(); ++row) {
        variance += started ? share : 0;
        if (data.row(row).hasNaN()) {
            continue;
        }
        if (!started) {
            started = true;
            result.levels = data.row(row);
            variance = 1 - share;
            continue;
        }
        const double total = variance + 1 - share;
        const RowVectorXd surprise = data.row(row) - result.levels;
        result.innovations.row(used++) = surprise / std::sqrt(total);
        result.log_variances += std::log(total);
        result.levels += variance / total * surprise;
        variance *= (1 - share) / total;
    }
    result.innovations.conservativeResize(used, Eigen::NoChange);
    result.level_variance = variance;
    return result;
}

// The likelihood as a function of the share alone.
class Likelihood {
public:
    Likelihood(const MatrixXd& data, const std::vector<Index>& kept) : data_(data), kept_(kept) {}

    struct At {
        Filtered filtered{};
        LinearFit fit{};  // of innovations; without columns only rss
        double log_likelihood = -std::numeric_limits<double>::infinity();
    };

    [[nodiscard]] At at(double share) const {
        At result{.filtered = filter(data_, share)};
        const auto& v = result.filtered.innovations;
        if (kept_.empty()) {
            result.fit.rss = v.col(0).squaredNorm();
        } else {
            result.fit = least_squares(MatrixXd(v(Eigen::all, kept_)), VectorXd(v.col(0)));
        }
        const auto m = static_cast<double>(v.rows());
        if (result.fit.reason.empty() && result.fit.rss > 0) {
            const double spread = std::log(2 * std::numbers::pi * result.fit.rss / m) + 1;
            result.log_likelihood = -m / 2 * spread - result.filtered.log_variances / 2;
        }
        return result;
    }

    // Shares at and between 0 and 1: sought over log q, from -18 to 18.
    [[nodiscard]] double best_share() const {
        const auto share_of = [](double log_q) { return 1 / (1 + std::exp(-log_q)); };
        const auto minus = [&](double log_q) { return -at(share_of(log_q)).log_likelihood; };
        double share = share_of(minimize_from_grid(minus, 1, 18).at);
        for (const double end : {0.0, 1.0}) {
            if (at(end).log_likelihood >= at(share).log_likelihood) {
                share = end;
            }
        }
        return share;
    }

private:
    const MatrixXd& data_;
    const std::vector<Index>& kept_;  // columns of data
};

// Columns of data that say something about changes: the others repeat each other or the level.
std::vector<Index> telling_columns(const MatrixXd& data) {
    const MatrixXd changes = filter(data, 0.5).innovations;
    std::vector<Index> candidates;
    for (Index j = 1; j < data.cols(); ++j) {
        const double size =
            data.col(j).array().isNaN().select(0, data.col(j)).cwiseAbs().maxCoeff();
        if (changes.rows() > 0 && changes.col(j).cwiseAbs().maxCoeff() > 1e-12 * size) {
            candidates.push_back(j);
        }
    }
    if (candidates.empty()) {
        return {};
    }
    std::vector<Index> kept;
    for (const Index own : independent_columns(changes(Eigen::all, candidates))) {
        kept.push_back(candidates[static_cast<std::size_t>(own)]);
    }
    return kept;
}

double log_marginal(const Likelihood::At& at) {
    const auto k = at.fit.unscaled.cols();
    const double freedom = static_cast<double>(at.filtered.innovations.rows() - k);
    double volume = 0;
    if (k > 0) {
        const VectorXd scale = at.fit.unscaled.diagonal().cwiseSqrt().cwiseInverse();
        const MatrixXd scaled = scale.asDiagonal() * at.fit.unscaled * scale.asDiagonal();
        volume = scaled.ldlt().vectorD().array().abs().log().sum() / 2 - scale.array().log().sum();
    }
    return -freedom / 2 * std::log(at.fit.rss) - at.filtered.log_variances / 2 + volume;
}

LocalLevel solution(const Likelihood::At& at, double share, const std::vector<Index>& kept) {
    const auto m = static_cast<double>(at.filtered.innovations.rows());
    const double sigma2 = at.fit.rss / m;
    LocalLevel result{
        .sigma2_eps = sigma2 * (1 - share),
        .sigma2_eta = sigma2 * share,
        .log_likelihood = at.log_likelihood,
        .log_marginal = log_marginal(at),
        .level = at.filtered.levels[0],
        .level_variance = sigma2 * at.filtered.level_variance,
        .observed = m + 1,
    };
    result.coefficients.resize(static_cast<std::size_t>(at.filtered.levels.size() - 1));
    result.column_levels.resize(static_cast<Index>(kept.size()));
    for (std::size_t j = 0; j < kept.size(); ++j) {
        const auto own = static_cast<Index>(j);
        const double b = at.fit.coefficients[own], column_level = at.filtered.levels[kept[j]];
        result.kept.push_back(kept[j] - 1);
        result.coefficients[static_cast<std::size_t>(kept[j] - 1)] = b;
        result.column_levels[own] = column_level;
        result.level -= b * column_level;
    }
    if (!kept.empty()) {
        result.covariance = sigma2 * at.fit.unscaled;
    }
    return result;
}

}  // namespace

LocalLevel local_level(const MatrixXd& columns, const VectorXd& y, std::optional<double> share) {
    if (columns.rows() != y.size()) {
        throw Fault("stats: a series and its columns differ in rows");
    }
    if (columns.array().isInf().any() || y.array().isInf().any()) {
        return {.reason = reason::not_finite};
    }
    if (share && !(*share >= 0 && *share <= 1)) {
        return {.reason = reason::wrong_setting};
    }
    MatrixXd data(y.size(), columns.cols() + 1);
    data << y, columns;
    const auto kept = telling_columns(data);
    const Likelihood likelihood(data, kept);
    const auto middle = likelihood.at(share.value_or(0.5));
    const Index spare = middle.filtered.innovations.rows() - static_cast<Index>(kept.size());
    if (spare < 2) {
        return {.reason = reason::too_few_rows};
    }
    const double size = middle.filtered.innovations.col(0).squaredNorm();
    if (!(middle.fit.rss > 1e-24 * size)) {
        return {.reason = reason::no_spread};
    }
    const double chosen = share ? *share : likelihood.best_share();
    const auto best = likelihood.at(chosen);
    if (!std::isfinite(best.log_likelihood)) {
        return {.reason = reason::not_converged};
    }
    return solution(best, chosen, kept);
}

}  // namespace styk::stats
