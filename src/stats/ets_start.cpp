#include "stats/ets_start.h"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "stats/decomposition.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::VectorXd;

// A season's shape where there are too few periods for moving averages: a line and one wave.
std::optional<std::vector<double>> one_wave(Series y, int period, bool multiplicative) {
    const auto n = static_cast<Index>(y.size());
    Eigen::MatrixXd design(n, period == 2 ? 3 : 4);
    VectorXd values(n);
    for (Index i = 0; i < n; ++i) {
        const double time = static_cast<double>(i + 1), turn = 2 * std::numbers::pi * time / period;
        design(i, 0) = 1;
        design(i, 1) = time;
        design(i, 2) = std::cos(turn);
        if (period != 2) {
            design(i, 3) = std::sin(turn);
        }
        values[i] = y[static_cast<std::size_t>(i)];
    }
    const VectorXd b = design.colPivHouseholderQr().solve(values);
    std::vector<double> seasonal;
    for (Index i = 0; i < n; ++i) {
        const double line = b[0] + b[1] * static_cast<double>(i + 1);
        seasonal.push_back(multiplicative ? values[i] / line : values[i] - line);
    }
    return is_finite(seasonal) ? std::optional(seasonal) : std::nullopt;
}

// Seasonal effects of each value, and the values without them.
std::optional<std::vector<double>> rough_season(Series y, const EtsModel& model) {
    const bool multiplicative = model.season == Part::multiplicative;
    if (y.size() < 3 * static_cast<std::size_t>(model.period)) {
        return one_wave(y, model.period, multiplicative);
    }
    const auto kind = multiplicative ? Season::multiplicative : Season::additive;
    const auto result = decompose(y, model.period, kind);
    return result ? std::optional(result->seasonal) : std::nullopt;
}

// The last to be used first, without the first to be used.
std::vector<double> starting_seasons(const EtsModel& model, const std::vector<double>& seasonal) {
    const auto m = static_cast<std::size_t>(model.period);
    std::vector<double> seasons(seasonal.begin(), seasonal.begin() + model.period);
    if (model.season == Part::multiplicative) {
        double sum = 0;
        for (std::size_t i = 1; i < m; ++i) {
            seasons[i] = std::max(seasons[i], 1e-2);
            sum += seasons[i];
        }
        if (sum > model.period) {
            for (std::size_t i = 1; i < m; ++i) {
                seasons[i] /= sum + 1e-2 * static_cast<double>(m - 1);
            }
        }
    }
    double others = 0;
    for (std::size_t i = 1; i < m; ++i) {
        others += seasons[i];
    }
    seasons[0] = (model.season == Part::multiplicative ? model.period : 0) - others;
    return seasons;
}

// Level and slope from the first values, without their season.
void start_base(const EtsModel& model, Series first, EtsState& state) {
    state.level = mean_of(first);
    if (model.trend == Part::none) {
        return;
    }
    const Line line = line_over_time(first).value_or(Line{.intercept = state.level});
    state.level = line.intercept;
    state.slope = line.slope;
    if (model.trend == Part::additive) {
        if (std::abs(state.level + state.slope) < 1e-8) {  // a first forecast of 0 is no divisor
            state.level *= 1 + 1e-3;
            state.slope *= 1 - 1e-3;
        }
        return;
    }
    const double one = line.intercept + line.slope;
    state.slope = (one + line.slope) / one;
    state.level = one / state.slope;
    if (!(state.level >= 1e-8 && state.slope >= 1e-8 && state.slope < 1e10)) {
        state.level = std::max(first[0], 1e-3);
        state.slope = std::max(first[1] / first[0], 1e-3);
    }
}

}  // namespace

std::optional<EtsState> starting_state(const EtsModel& model, Series y) {
    EtsState state;
    std::vector<double> base(y.begin(), y.end());
    int period = 1;
    if (model.season != Part::none) {
        period = model.period;
        const auto seasonal = rough_season(y, model);
        if (!seasonal) {
            return std::nullopt;
        }
        for (std::size_t i = 0; i < y.size(); ++i) {
            base[i] = model.season == Part::additive ? y[i] - (*seasonal)[i]
                                                     : y[i] / std::max((*seasonal)[i], 1e-2);
        }
        state.seasons = starting_seasons(model, *seasonal);
    }
    const auto count =
        std::min<std::size_t>(static_cast<std::size_t>(std::max(10, 2 * period)), y.size());
    start_base(model, std::span(base).first(count), state);
    return state;
}

}  // namespace styk::stats
