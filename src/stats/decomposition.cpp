#include "stats/decomposition.h"

#include <algorithm>
#include <cmath>

namespace styk::stats {

namespace {

constexpr double z_of_90 = 1.645;

std::vector<std::optional<double>> moving_average(Series values, std::size_t period) {
    std::vector<std::optional<double>> result(values.size());
    const std::size_t half = period / 2;
    for (std::size_t i = half; i + half < values.size(); ++i) {
        long double sum = 0;
        for (std::size_t j = i - half; j <= i + half; ++j) {
            const bool end = period % 2 == 0 && (j == i - half || j == i + half);
            sum += end ? values[j] / 2 : values[j];
        }
        result[i] = static_cast<double>(sum / static_cast<long double>(period));
    }
    return result;
}

// Mean of the seasonal effects at each place of the period; nothing when one is not finite.
std::optional<std::vector<double>> mean_effects(
    Series values,
    const std::vector<std::optional<double>>& trend,
    std::size_t period,
    bool multiplicative
) {
    std::vector<double> figure(period), count(period);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (trend[i]) {
            figure[i % period] += multiplicative ? values[i] / *trend[i] : values[i] - *trend[i];
            count[i % period] += 1;
        }
    }
    for (std::size_t k = 0; k < period; ++k) {
        figure[k] /= count[k];
    }
    const double mean = mean_of(figure);
    for (double& effect : figure) {
        effect = multiplicative ? effect / mean : effect - mean;
    }
    return is_finite(figure) ? std::optional(figure) : std::nullopt;
}

}  // namespace

std::optional<Decomposition> decompose(Series values, int period, Season season) {
    const auto m = static_cast<std::size_t>(std::max(0, period));
    if (m < 2 || values.size() < 2 * m || !is_finite(values) || season == Season::none) {
        return std::nullopt;
    }
    Decomposition result{.trend = moving_average(values, m)};
    const auto figure = mean_effects(values, result.trend, m, season == Season::multiplicative);
    if (!figure) {
        return std::nullopt;
    }
    result.figure = *figure;
    for (std::size_t i = 0; i < values.size(); ++i) {
        result.seasonal.push_back(result.figure[i % m]);
    }
    return result;
}

bool has_season_within(Series values, int period, int max_lag) {
    if (period < 2 || period > max_lag || !is_finite(values) ||
        values.size() < 3 * static_cast<std::size_t>(period)) {
        return false;
    }
    const auto lags = autocorrelations(values, period);
    if (!lags) {
        return false;
    }
    double before = 1;
    for (std::size_t k = 0; k + 1 < lags->size(); ++k) {
        before += 2 * (*lags)[k] * (*lags)[k];
    }
    const double limit = z_of_90 * std::sqrt(before / static_cast<double>(values.size()));
    return std::abs(lags->back()) > limit;
}

bool has_season(Series values, int period) {
    return has_season_within(values, period, period);
}

std::vector<double> without_season(Series values, const Decomposition& of, Season season) {
    std::vector<double> result;
    result.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        result.push_back(
            season == Season::multiplicative ? values[i] / of.seasonal[i]
                                             : values[i] - of.seasonal[i]
        );
    }
    return result;
}

std::vector<double> season_ahead(const Decomposition& of, int horizon) {
    std::vector<double> result;
    result.reserve(static_cast<std::size_t>(std::max(0, horizon)));
    for (int h = 0; h < horizon; ++h) {
        result.push_back(
            of.figure[(of.seasonal.size() + static_cast<std::size_t>(h)) % of.figure.size()]
        );
    }
    return result;
}

}  // namespace styk::stats
