// How good were forecasts? Measures of the M4 competition (Makridakis, Spiliotis & Assimakopoulos
// 2020) and plain ones.
#pragma once

#include <optional>

#include "stats/series.h"

namespace styk::stats {

struct ForecastAccuracy {
    std::optional<double> smape{};  // mean 200 |y - f| / (|y| + |f|), per cent; nothing when a pair
                                    // is 0 and 0
    std::optional<double> mase{};   // mean |y - f| / scale; below 1: better than naive in training
    double mae = 0, rmse = 0;       // in the unit of the series
    std::optional<double> mape{};   // mean 100 |y - f| / |y|; nothing when a y is 0
    double bias = 0;                // mean (f - y): above 0 the forecasts were too high
    // With limits at `level`: mean (hi - lo + 2 / (1 - level) x what y lies outside) / scale, and
    // the share of y within them.
    std::optional<double> msis{}, coverage{};
};

// Mean |y_t - y_{t - period}| in training: the seasonal naive forecast's own error. Nothing when
// there are no such pairs or all are equal.
[[nodiscard]] std::optional<double> naive_scale(Series train, int period);

// Of `actual` and as many forecasts; lo and hi as many or none. Nothing when there are none, the
// lengths differ or a value is not finite.
[[nodiscard]] std::optional<ForecastAccuracy> forecast_accuracy(
    Series train,
    int period,
    Series actual,
    Series forecast,
    Series lo = {},
    Series hi = {},
    double level = 0.95
);

}  // namespace styk::stats
