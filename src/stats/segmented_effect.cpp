#include "stats/segmented_effect.h"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "stats/ar1_series.h"
#include "stats/interrupted_series.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr std::size_t step_place = 2;  // behind the intercept and time
constexpr Index step_column = 1, slope_column = 2;

SegmentedFigure figure_of(
    const std::optional<double>& value,
    const std::optional<double>& error,
    double freedom,
    double level,
    std::string_view method
) {
    SegmentedFigure out;
    if (!value || !error || !(freedom > 0) || !std::isfinite(*error)) {
        return out;
    }
    const boost::math::students_t spread(freedom);
    const double limit = boost::math::quantile(spread, (1 + level) / 2);
    out.value = value;
    out.lo = *value - limit * *error;
    out.hi = *value + limit * *error;
    if (*error > 0) {
        const double t = std::abs(*value / *error);
        out.p = 2 * boost::math::cdf(boost::math::complement(spread, t));
    }
    out.method = method;
    return out;
}

double width(const SegmentedFigure& of) {
    return of.lo && of.hi ? *of.hi - *of.lo : -1;
}

SegmentedFigure wider(const SegmentedFigure& one, const SegmentedFigure& other) {
    return width(other) > width(one) ? other : one;
}

// The step's coefficient with errors that follow one another.
SegmentedFigure step_with_memory(
    const MatrixXd& columns, const VectorXd& values, double freedom, double level
) {
    const auto fit = ar1_series(columns, values, true);
    if (!fit.reason.empty() || fit.coefficients.size() <= step_place) {
        return {};
    }
    return figure_of(
        fit.coefficients[step_place],
        fit.standard_errors[step_place],
        freedom,
        level,
        "segmented_ar1"
    );
}

// The same model told otherwise: what is a step's coefficient is the effect at the last value.
MatrixXd seen_from_the_end(MatrixXd columns) {
    const double last = columns(columns.rows() - 1, slope_column);
    columns.col(slope_column) -= last * columns.col(step_column);
    return columns;
}

}  // namespace

SegmentedEffect segmented_effect(const VectorXd& values, Index change_at, double level) {
    const auto columns = segmented_columns({.rows = values.size(), .change_at = change_at});
    const auto fit = interrupted_series(columns, values, {.change = {step_column, slope_column}});
    SegmentedEffect out;
    out.reason = fit.reason;
    if (!fit.reason.empty()) {
        return out;
    }
    const double freedom = static_cast<double>(values.size() - columns.cols() - 1);
    out.slope_before = fit.coefficients[1];
    out.slope_change = fit.coefficients[3];
    const auto plain = [&](const auto& value, const auto& error) {
        return figure_of(value, error, freedom, level, "segmented_newey_west");
    };
    out.step = wider(
        plain(fit.coefficients[step_place], fit.se_newey_west_adjusted[step_place]),
        step_with_memory(columns, values, freedom, level)
    );
    out.now = wider(
        plain(fit.effects.back(), fit.effect_errors.back()),
        step_with_memory(seen_from_the_end(columns), values, freedom, level)
    );
    return out;
}

}  // namespace styk::stats
