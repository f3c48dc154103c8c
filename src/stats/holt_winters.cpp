#include "stats/holt_winters.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "stats/decomposition.h"
#include "stats/optimize.h"

namespace styk::stats {

namespace {

using Eigen::VectorXd;

// Before the first smoothed value.
struct Start {
    double level = 0, slope = 0;
    std::vector<double> seasons{};
};

std::string_view what_is_wrong(Series y, int period) {
    return period < 2                                        ? reason::bad_option
           : !is_finite(y)                                   ? reason::not_finite
           : y.size() < 3 * static_cast<std::size_t>(period) ? reason::too_short
                                                             : std::string_view();
}

// Season from the first two periods; level and slope from a line through their moving averages.
Start start_of(Series y, int period) {
    const auto m = static_cast<std::size_t>(period);
    const auto parts = decompose(y.first(2 * m), period, Season::additive);
    std::vector<double> trend;
    for (const auto& value : parts->trend) {
        if (value) {
            trend.push_back(*value);
        }
    }
    const Line line = line_over_time(trend).value_or(Line{.intercept = trend.front()});
    return {.level = line.intercept, .slope = line.slope, .seasons = parts->figure};
}

HoltWinters smooth(
    Series y, int period, const Start& start, double alpha, double beta, double gamma
) {
    HoltWinters fit{
        .alpha = alpha,
        .beta = beta,
        .gamma = gamma,
        .level = start.level,
        .slope = start.slope,
        .seasons = start.seasons
    };
    const auto m = static_cast<std::size_t>(period);
    for (std::size_t i = m; i < y.size(); ++i) {
        double& season = fit.seasons[i % m];
        const double base = fit.level + fit.slope, error = y[i] - base - season;
        fit.sse += error * error;
        const double level = alpha * (y[i] - season) + (1 - alpha) * base;
        fit.slope = beta * (level - fit.level) + (1 - beta) * fit.slope;
        fit.level = level;
        season = gamma * (y[i] - level) + (1 - gamma) * season;
    }
    std::rotate(
        fit.seasons.begin(),
        fit.seasons.begin() + static_cast<std::ptrdiff_t>(y.size() % m),
        fit.seasons.end()
    );
    return fit;
}

}  // namespace

HoltWinters filter_holt_winters(Series y, int period, double alpha, double beta, double gamma) {
    if (const auto reason = what_is_wrong(y, period); !reason.empty()) {
        return {.reason = reason};
    }
    return smooth(y, period, start_of(y, period), alpha, beta, gamma);
}

HoltWinters fit_holt_winters(Series y, int period) {
    if (const auto reason = what_is_wrong(y, period); !reason.empty()) {
        return {.reason = reason};
    }
    const Start start = start_of(y, period);
    // A step over an edge counts as a step to the edge, so that optima at 0 and 1 can be reached.
    const auto clipped = [](double x) { return std::clamp(x, 0.0, 1.0); };
    const auto smoothed = [&](const VectorXd& x) {
        return smooth(y, period, start, clipped(x[0]), clipped(x[1]), clipped(x[2]));
    };
    const Objective sse = [&](const VectorXd& x) {
        const double over = (x - x.cwiseMax(0).cwiseMin(1)).squaredNorm();
        return smoothed(x).sse * (1 + over);
    };
    VectorXd at(3);
    at << 0.3, 0.1, 0.1;
    double before = std::numeric_limits<double>::infinity();
    for (int round = 0; round < 10; ++round) {
        const auto found = nelder_mead(sse, at, {.tolerance = 1e-12});
        if (!found || !(found->value < before * (1 - 1e-10))) {
            break;
        }
        before = found->value;
        at = found->at.cwiseMax(0).cwiseMin(1);
    }
    return smoothed(at);
}

std::vector<double> forecast_holt_winters(const HoltWinters& fit, int horizon) {
    std::vector<double> result;
    for (int h = 0; h < horizon && !fit.seasons.empty(); ++h) {
        const auto season = static_cast<std::size_t>(h) % fit.seasons.size();
        result.push_back(fit.level + fit.slope * (h + 1) + fit.seasons[season]);
    }
    return result;
}

}  // namespace styk::stats
