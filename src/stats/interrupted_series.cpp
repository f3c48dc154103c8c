#include "stats/interrupted_series.h"

#include <algorithm>
#include <cmath>

#include "base/result.h"
#include "stats/independent_design.h"
#include "stats/robust_errors.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

std::optional<double> durbin_watson(const LinearFit& fit) {
    const auto& e = fit.residuals;
    const double squares = e.squaredNorm();
    if (e.size() < 2 || !fit.r2 || !(squares > 1e-26 * fit.tss)) {
        return std::nullopt;
    }
    return (e.tail(e.size() - 1) - e.head(e.size() - 1)).squaredNorm() / squares;
}

void set_effects(
    InterruptedSeries& result,
    const IndependentDesign& design,
    const LinearFit& fit,
    const std::vector<Index>& change,
    const std::optional<MatrixXd>& covariance
) {
    for (Index row = 0; row < design.full.rows(); ++row) {
        VectorXd weights = VectorXd::Zero(design.used.cols());
        for (std::size_t j = 0; j < design.kept.size(); ++j) {
            if (std::ranges::find(change, design.kept[j] - 1) != change.end()) {
                weights[static_cast<Index>(j)] = design.full(row, design.kept[j]);
            }
        }
        result.effects.push_back(weights.dot(fit.coefficients));
        result.effect_errors.push_back(covariance ? error_of(*covariance, weights) : std::nullopt);
    }
}

}  // namespace

MatrixXd segmented_columns(const SegmentedSetting& setting) {
    const int seasons = std::max(setting.period - 1, 0);
    MatrixXd columns = MatrixXd::Zero(setting.rows, 3 + seasons);
    for (Index row = 0; row < setting.rows; ++row) {
        const Index after = row + 2 - setting.change_at;
        columns(row, 0) = static_cast<double>(row + 1);
        columns(row, 1) = after > 0 ? 1 : 0;
        columns(row, 2) = static_cast<double>(std::max<Index>(after, 0));
        if (seasons > 0) {
            const Index season = (row + setting.first_season - 1) % setting.period;
            if (season > 0) {
                columns(row, 2 + season) = 1;
            }
        }
    }
    return columns;
}

std::vector<Index> change_columns(const MatrixXd& columns, Index change_at) {
    std::vector<Index> found;
    const Index before = change_at - 1, after = columns.rows() - before;
    if (before < 1 || after < 1) {
        return found;
    }
    for (Index j = 0; j < columns.cols(); ++j) {
        const VectorXd late = columns.col(j).tail(after);
        const bool none_before = columns.col(j).head(before).isZero(0);
        const double rise = after > 1 ? late[1] - late[0] : 0;
        const auto line = VectorXd::LinSpaced(after, 0, static_cast<double>(after - 1));
        const bool straight =
            (late - rise * line - VectorXd::Constant(after, late[0])).cwiseAbs().maxCoeff() <=
            1e-9 * (1 + late.cwiseAbs().maxCoeff());
        const bool step = rise == 0 && late[0] == 1, slope = rise > 0 && late[0] >= 0;
        if (none_before && straight && (step || slope)) {
            found.push_back(j);
        }
    }
    return found;
}

bool is_long_enough(Index before, Index after, bool seasons) {
    return before >= (seasons ? 12 : 8) && after >= (seasons ? 12 : 4);
}

InterruptedSeries interrupted_series(
    const MatrixXd& columns, const VectorXd& y, const InterruptedSetting& setting
) {
    const auto refused = series_trouble(columns, y);
    if (!refused.empty()) {
        return {.reason = refused};
    }
    for (const Index column : setting.change) {
        if (column < 0 || column >= columns.cols()) {
            throw Fault("stats: no such column of a series");
        }
    }
    const auto design = independent_design(columns);
    const auto fit = least_squares(design.used, y);
    if (!fit.reason.empty()) {
        return {.reason = fit.reason};
    }
    InterruptedSeries result{.reason = fit.r2 ? "" : reason::no_spread};
    result.lag = setting.lag.value_or(newey_west_lag(fit.n));
    const auto errors = [&](const std::optional<MatrixXd>& covariance) {
        return spread_out(design, standard_errors(covariance, design.used.cols()));
    };
    const auto newey_west = newey_west_covariance(fit, design.used, result.lag);
    result.coefficients = spread_out(design, fit.coefficients);
    result.se_ols = errors(fit.r2 ? covariance(fit) : std::nullopt);
    result.se_newey_west = errors(newey_west);
    result.se_newey_west_adjusted =
        errors(newey_west_covariance(fit, design.used, result.lag, true));
    result.se_hc3 = errors(hc3_covariance(fit, design.used));
    result.r2 = fit.r2;
    result.durbin_watson = durbin_watson(fit);
    if (!setting.change.empty()) {
        set_effects(result, design, fit, setting.change, newey_west);
    }
    return result;
}

}  // namespace styk::stats
