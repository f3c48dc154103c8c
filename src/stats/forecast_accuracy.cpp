#include "stats/forecast_accuracy.h"

#include <cmath>

namespace styk::stats {

namespace {

// Mean of term(i); nothing when a term is not finite.
template <class F>
std::optional<double> mean_over(std::size_t n, F term) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
        sum += term(i);
    }
    return std::isfinite(sum) ? std::optional(sum / static_cast<double>(n)) : std::nullopt;
}

void judge_limits(
    ForecastAccuracy& into,
    Series actual,
    Series lo,
    Series hi,
    std::optional<double> scale,
    double level
) {
    const std::size_t n = actual.size();
    const auto width = mean_over(n, [&](std::size_t i) {
        const double outside = std::max(0.0, lo[i] - actual[i]) + std::max(0.0, actual[i] - hi[i]);
        return hi[i] - lo[i] + 2 / (1 - level) * outside;
    });
    if (scale && width) {
        into.msis = *width / *scale;
    }
    into.coverage = mean_over(n, [&](std::size_t i) {
        return actual[i] >= lo[i] && actual[i] <= hi[i] ? 1.0 : 0.0;
    });
}

}  // namespace

std::optional<double> naive_scale(Series train, int period) {
    const auto m = static_cast<std::size_t>(std::max(1, period));
    if (train.size() <= m || !is_finite(train)) {
        return std::nullopt;
    }
    const auto scale = mean_over(train.size() - m, [&](std::size_t i) {
        return std::abs(train[i + m] - train[i]);
    });
    return scale && *scale > 0 ? scale : std::nullopt;
}

std::optional<ForecastAccuracy> forecast_accuracy(
    Series train, int period, Series actual, Series forecast, Series lo, Series hi, double level
) {
    const std::size_t n = actual.size();
    if (n == 0 || forecast.size() != n || !is_finite(actual) || !is_finite(forecast) ||
        lo.size() != hi.size() || (!lo.empty() && lo.size() != n)) {
        return std::nullopt;
    }
    const auto error = [&](std::size_t i) { return std::abs(actual[i] - forecast[i]); };
    const auto scale = naive_scale(train, period);
    ForecastAccuracy result;
    result.smape = mean_over(n, [&](std::size_t i) {
        return 200 * error(i) / (std::abs(actual[i]) + std::abs(forecast[i]));
    });
    result.mape = mean_over(n, [&](std::size_t i) { return 100 * error(i) / std::abs(actual[i]); });
    result.mae = *mean_over(n, error);
    result.rmse = std::sqrt(*mean_over(n, [&](std::size_t i) { return error(i) * error(i); }));
    result.bias = *mean_over(n, [&](std::size_t i) { return forecast[i] - actual[i]; });
    if (scale) {
        result.mase = result.mae / *scale;
    }
    if (!lo.empty()) {
        judge_limits(result, actual, lo, hi, scale, level);
    }
    return result;
}

}  // namespace styk::stats
