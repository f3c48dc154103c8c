// One series ahead, as a screen shows it: which method, its limits, how good it was in the past, or
// why there is nothing to show. Predictions go on as if nothing new happened.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "stats/series.h"

namespace styk::stats {

// mean: of all values. naive: the last value. snaive: the value one period before. ses, holt,
// damped: ets.h. comb: the mean of these three (M4 "Comb"). theta: theta.h. ets: additive season
// alone or with a damped trend, by aicc. Where a season shows, comb and its parts take it out
// first and put it back.
enum class ForecastMethod { none, mean, naive, snaive, ses, holt, damped, comb, theta, ets };

[[nodiscard]] std::string_view name(ForecastMethod method);

// Where values lie, so that limits stay there: forecasts are made on the scale and mapped back,
// which makes the middle one a median. share: 0..1, logit. net: -1..1, atanh. Values are first held
// 0.005 (net: 0.01) away from the ends, where the scales are infinite.
enum class ForecastScale { plain, share, net };

struct ForecastRequest {
    int period = 1;  // values a season, 1: none
    int horizon = 12;
    double level = 0.95;
    ForecastScale scale = ForecastScale::plain;
};

struct Prediction {
    std::vector<double> value{}, lo{}, hi{};  // horizon
    std::string_view reason{};                // too_short, not_finite, bad_option
};

// By one method. Limits: mean +- z sd of a future value, not counting that parameters were
// estimated; method mean with Student's t and the error of the mean; comb the means of the limits
// of its parts (their errors are nearly the same). Least n: mean 2, naive 3, ses 7, holt 9, damped
// and comb 10, theta 7, snaive period + 2, ets 2 periods and 5 above its parameters.
[[nodiscard]] Prediction predict(Series y, ForecastMethod method, const ForecastRequest& request);

// How a method did at the last origins: refitted at each, judged over the steps up to the horizon
// that have since become known. Means over the origins. mase: error over that of the seasonal naive
// in training; below 1 is better than it.
struct Backtest {
    ForecastMethod method = ForecastMethod::none;
    int origins = 0;
    std::optional<double> smape{}, mase{}, msis{}, coverage{};
    // Error over that of naive at the same origins and steps: 1 and above is no better. Nothing
    // when naive made no error.
    std::optional<double> against_naive{};
};

// Its figures by the names that every door gives them.
[[nodiscard]] std::array<std::pair<std::string_view, std::optional<double>>, 4> figures_of(
    const Backtest& backtest
);

// min(12, n / 4) origins, as many as leave the method enough values; 0 origins when none does.
[[nodiscard]] Backtest backtest(Series y, ForecastMethod method, const ForecastRequest& request);

// What to show. The default is comb from 20 values on, damped from 10, mean from 5, nothing below.
// From 20 values on the default and, where a season shows, snaive and ets are backtested; the one
// with the least error is taken. One that was no better than naive is replaced by naive, and
// `replaced` names it, so that the page can say so.
struct Outlook {
    ForecastMethod method = ForecastMethod::none;
    Prediction prediction{};
    std::vector<Backtest> backtests{};  // of all that were tried, the chosen one first
    ForecastMethod replaced = ForecastMethod::none;
    bool seasonal = false;
    std::string_view reason{};
};

[[nodiscard]] Outlook outlook(Series y, const ForecastRequest& request);

}  // namespace styk::stats
