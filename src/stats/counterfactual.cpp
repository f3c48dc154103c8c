#include "stats/counterfactual.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "stats/effect.h"
#include "stats/least_squares.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

using Fast = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

// The rows after the change.
struct After {
    const MatrixXd& columns;
    const VectorXd& y;
    Index first = 0, end = 0;  // 0-based, end excluded
};

// Of the used columns in one row, less the levels they had: what the coefficients act on.
std::optional<VectorXd> moved(const LocalLevel& before, const MatrixXd& columns, Index row) {
    VectorXd result(static_cast<Index>(before.kept.size()));
    for (std::size_t j = 0; j < before.kept.size(); ++j) {
        const auto own = static_cast<Index>(j);
        result[own] = columns(row, before.kept[j]) - before.column_levels[own];
    }
    return result.allFinite() ? std::optional(std::move(result)) : std::nullopt;
}

// level + x b = (level + column levels b) + (x - column levels) b.
double prediction(const LocalLevel& before, const VectorXd& move) {
    double sum = before.level;
    for (std::size_t j = 0; j < before.kept.size(); ++j) {
        const auto own = static_cast<Index>(j);
        const double b = *before.coefficients[static_cast<std::size_t>(before.kept[j])];
        sum += b * (move[own] + before.column_levels[own]);
    }
    return sum;
}

double coefficient_variance(const LocalLevel& before, const VectorXd& move) {
    return move.size() > 0 ? move.dot(before.covariance * move) : 0;
}

double freedom_of(const LocalLevel& before) {
    return before.observed - 1 - static_cast<double>(before.kept.size());
}

// The likelihood's variances forget the degrees of freedom that the coefficients took.
double freedom_factor(const LocalLevel& before) {
    return (before.observed - 1) / freedom_of(before);
}

// sum over all pairs of min(i, j), i and j among the steps (rising).
double sum_of_least(const std::vector<double>& steps) {
    double sum = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        sum += steps[i] * (2 * static_cast<double>(steps.size() - i) - 1);
    }
    return sum;
}

// One ratio's view of the rows after: what it predicts, and the scale of Student's t about it.
struct Carried {
    std::vector<std::optional<double>> predicted{};
    std::vector<double> scales{};  // of one row; 0 where nothing is predicted
    std::vector<double> steps{};   // rows with both sides, counted from the change
    double sum_actual = 0, sum_predicted = 0, cumulative_effect = 0;
    double cumulative_variance = 0;  // coefficients as known
    double cumulative_scale = 0;
};

Carried carried_on(const LocalLevel& before, const After& after) {
    Carried result;
    VectorXd all_moves = VectorXd::Zero(static_cast<Index>(before.kept.size()));
    for (Index row = after.first; row < after.end; ++row) {
        const auto move = moved(before, after.columns, row);
        const auto step = static_cast<double>(row - after.first + 1);
        result.predicted.push_back(move ? std::optional(prediction(before, *move)) : std::nullopt);
        result.scales.push_back(
            move ? std::sqrt(
                       freedom_factor(before) *
                       (before.forecast_variance(step) + coefficient_variance(before, *move))
                   )
                 : 0
        );
        if (move && std::isfinite(after.y[row])) {
            const double value = *result.predicted.back();
            result.steps.push_back(step);
            all_moves += *move;
            result.sum_actual += after.y[row];
            result.sum_predicted += value;
            result.cumulative_effect += after.y[row] - value;
        }
    }
    const auto m = static_cast<double>(result.steps.size());
    result.cumulative_variance = before.level_variance * m * m +
                                 before.sigma2_eta * sum_of_least(result.steps) +
                                 m * before.sigma2_eps;
    result.cumulative_scale = std::sqrt(
        freedom_factor(before) *
        (result.cumulative_variance + coefficient_variance(before, all_moves))
    );
    return result;
}

// Views mixed by weight.
class Mixture {
public:
    Mixture(const LocalLevel& best, const MatrixXd& columns, const VectorXd& y, const After& after)
        : law_(freedom_of(best)) {
        constexpr int points = 40;
        for (int i = 0; i < points; ++i) {
            const double of_sd = (i + 0.5) / points, eta = of_sd, eps = 1 - of_sd;
            const auto view = local_level(columns, y, eta * eta / (eta * eta + eps * eps));
            const double weight = std::exp(view.log_marginal - best.log_marginal);
            if (view.reason.empty() && view.kept == best.kept && weight > 1e-7) {
                views_.push_back(carried_on(view, after));
                weights_.push_back(weight);
            }
        }
    }

    // The value that a share `tail` of what `centre` and `scale` of each view say lies below (or,
    // `upper`, above).
    template <class Centre, class Scale>
    [[nodiscard]] std::optional<double> limit(
        const Centre& centre, const Scale& scale, double tail, bool upper
    ) const {
        const double far = boost::math::quantile(boost::math::complement(law_, tail));
        double lo = std::numeric_limits<double>::infinity(), hi = -lo, all = 0;
        for (std::size_t i = 0; i < views_.size(); ++i) {
            const double at = centre(views_[i]) + (upper ? far : -far) * scale(views_[i]);
            lo = std::min(lo, at);
            hi = std::max(hi, at);
            all += weights_[i];
        }
        if (!(hi >= lo) || !std::isfinite(hi - lo)) {
            return std::nullopt;
        }
        const auto excess = [&](double x) {  // rises with x
            double sum = 0;
            for (std::size_t i = 0; i < views_.size(); ++i) {
                const double t = (x - centre(views_[i])) / scale(views_[i]);
                sum += weights_[i] * boost::math::cdf(law_, upper ? -t : t);
            }
            return upper ? tail * all - sum : sum - tail * all;
        };
        const double margin = 1e-9 * (hi - lo) + 1e-12 * std::abs(hi);
        const double at_lo = excess(lo - margin), at_hi = excess(hi + margin);
        if (!(at_lo < 0 && at_hi > 0)) {  // the views agree to the last digits
            return std::midpoint(lo, hi);
        }
        std::uintmax_t rounds = 60;
        const auto [below, above] = boost::math::tools::toms748_solve(
            excess,
            lo - margin,
            hi + margin,
            at_lo,
            at_hi,
            [&](double l, double r) { return r - l < 1e-7 * (hi - lo) + margin; },
            rounds
        );
        return std::midpoint(below, above);
    }

private:
    boost::math::students_t_distribution<double, Fast> law_;
    std::vector<Carried> views_{};
    std::vector<double> weights_{};
};

void set_limits(Counterfactual& result, const Mixture& mixture, double tail) {
    const auto effect = [](const Carried& view) { return view.cumulative_effect; };
    const auto spread = [](const Carried& view) { return view.cumulative_scale; };
    const auto lo = mixture.limit(effect, spread, tail, false),
               hi = mixture.limit(effect, spread, tail, true);
    if (!lo || !hi) {
        result.reason = reason::not_finite;
        return;
    }
    result.cumulative_lo = *lo;
    result.cumulative_hi = *hi;
    result.average_lo = *lo / result.rows_after;
    result.average_hi = *hi / result.rows_after;
    for (std::size_t row = 0; row < result.predicted.size(); ++row) {
        if (result.predicted[row]) {
            const auto value = [row](const Carried& view) { return *view.predicted[row]; };
            const auto scale = [row](const Carried& view) { return view.scales[row]; };
            result.lo[row] = mixture.limit(value, scale, tail, false);
            result.hi[row] = mixture.limit(value, scale, tail, true);
        }
    }
}

void set_totals(Counterfactual& result, const Carried& carried, const After& after) {
    result.predicted = carried.predicted;
    result.lo.resize(carried.predicted.size());
    result.hi.resize(carried.predicted.size());
    for (std::size_t row = 0; row < carried.predicted.size(); ++row) {
        const double actual = after.y[after.first + static_cast<Index>(row)];
        const bool both = carried.predicted[row] && std::isfinite(actual);
        result.effects.push_back(
            both ? std::optional(actual - *carried.predicted[row]) : std::nullopt
        );
    }
    result.rows_after = static_cast<double>(carried.steps.size());
    if (carried.steps.empty()) {
        result.reason = reason::no_contrast;
        return;
    }
    result.mean_actual = carried.sum_actual / result.rows_after;
    result.mean_predicted = carried.sum_predicted / result.rows_after;
    result.cumulative_effect = carried.cumulative_effect;
    result.average_effect = carried.cumulative_effect / result.rows_after;
    result.cumulative_variance = carried.cumulative_variance;
    if (carried.sum_predicted != 0) {
        result.relative_effect = carried.cumulative_effect / carried.sum_predicted;
    }
}

// The average effect alone, with a given share of the level's variance.
std::optional<double> placebo(
    const MatrixXd& columns, const VectorXd& y, Index first, Index end, double share
) {
    const auto before = local_level(columns.topRows(first), y.head(first), share);
    if (!before.reason.empty()) {
        return std::nullopt;
    }
    const auto carried = carried_on(before, {columns, y, first, end});
    const auto rows = static_cast<double>(carried.steps.size());
    return rows > 0 ? std::optional(carried.cumulative_effect / rows) : std::nullopt;
}

}  // namespace

Counterfactual counterfactual(
    const MatrixXd& columns, const VectorXd& y, Index change_at, double level
) {
    const Index first = change_at - 1;
    if (first < 1 || first >= y.size()) {
        return {.reason = reason::no_contrast};
    }
    if (!(level > 0 && level < 1)) {
        return {.reason = reason::wrong_setting};
    }
    const MatrixXd early = columns.topRows(first);
    const VectorXd known = y.head(first);
    Counterfactual result{.before = local_level(early, known)};
    result.reason = result.before.reason;
    if (!result.reason.empty()) {
        return result;
    }
    const After after{columns, y, first, y.size()};
    set_totals(result, carried_on(result.before, after), after);
    if (result.reason.empty()) {
        set_limits(result, Mixture(result.before, early, known, after), (1 - level) / 2);
    }
    return result;
}

Placebos placebos(const MatrixXd& columns, const VectorXd& y, Index change_at, Index least) {
    Placebos result;
    const Index first = change_at - 1, after = y.size() - first;
    if (first < 1 || after < 1) {
        return result;
    }
    const auto before = local_level(columns.topRows(first), y.head(first));
    if (!before.reason.empty()) {
        return result;
    }
    const double share = before.sigma2_eta / (before.sigma2_eta + before.sigma2_eps);
    const auto real = placebo(columns, y, first, y.size(), share);
    double as_large = 0;
    for (Index at = std::max(least, 2 * columns.cols() + 1); real && at + after <= first; ++at) {
        if (const auto effect = placebo(columns, y, at, at + after, share)) {
            result.average_effects.push_back(*effect);
            as_large += std::abs(*effect) >= std::abs(*real) ? 1 : 0;
        }
    }
    if (!result.average_effects.empty()) {
        result.p = (1 + as_large) / (1 + static_cast<double>(result.average_effects.size()));
    }
    return result;
}

}  // namespace styk::stats
