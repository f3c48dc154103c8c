#include "stats/forecast.h"

#include <algorithm>
#include <array>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "stats/decomposition.h"
#include "stats/ets_fit.h"
#include "stats/forecast_accuracy.h"
#include "stats/interval.h"
#include "stats/stl.h"
#include "stats/theta.h"

namespace styk::stats {

namespace {

using Values = std::vector<double>;

double to_scale(double x, ForecastScale scale) {
    switch (scale) {
        case ForecastScale::share:
            x = std::clamp(x, 0.005, 0.995);
            return std::log(x / (1 - x));
        case ForecastScale::net:
            return std::atanh(std::clamp(x, -0.99, 0.99));
        case ForecastScale::plain:
            break;
    }
    return x;
}

double from_scale(double x, ForecastScale scale) {
    return scale == ForecastScale::share ? 1 / (1 + std::exp(-x))
           : scale == ForecastScale::net ? std::tanh(x)
                                         : x;
}

Prediction without(std::string_view reason) {
    return {.reason = reason};
}

// On the scale: what is expected and how far off a value may be.
Prediction around(const Values& mean, const Values& variance, double level) {
    const double z = normal_quantile(level);
    Prediction result{.value = mean};
    for (std::size_t h = 0; h < mean.size(); ++h) {
        const double half = z * std::sqrt(variance[h]);
        result.lo.push_back(mean[h] - half);
        result.hi.push_back(mean[h] + half);
    }
    return result;
}

Prediction predict_mean(Series y, const ForecastRequest& request) {
    if (y.size() < 2) {
        return without(reason::too_short);
    }
    const double n = static_cast<double>(y.size()), mean = mean_of(y);
    const boost::math::students_t t(n - 1);
    const double half = boost::math::quantile(boost::math::complement(t, (1 - request.level) / 2)) *
                        std::sqrt(variance_of(y) * (1 + 1 / n));
    const auto steps = static_cast<std::size_t>(request.horizon);
    return {
        .value = Values(steps, mean),
        .lo = Values(steps, mean - half),
        .hi = Values(steps, mean + half)
    };
}

// The value `lag` steps before; each further lag adds the variance of one.
Prediction predict_repeat(Series y, std::size_t lag, const ForecastRequest& request) {
    if (y.size() < lag + 2) {
        return without(reason::too_short);
    }
    double squares = 0;
    for (std::size_t i = lag; i < y.size(); ++i) {
        squares += (y[i] - y[i - lag]) * (y[i] - y[i - lag]);
    }
    const double variance = squares / static_cast<double>(y.size() - lag);
    Values mean, spread;
    for (std::size_t h = 0; h < static_cast<std::size_t>(request.horizon); ++h) {
        mean.push_back(y[y.size() - lag + h % lag]);
        const std::size_t seasons = h / lag + 1;
        spread.push_back(variance * static_cast<double>(seasons));
    }
    return around(mean, spread, request.level);
}

// A series without its season, if it shows one.
struct Base {
    Values values, season_ahead;
};

Base base_of(Series y, const ForecastRequest& request) {
    if (shows_season(y, request.period)) {
        if (const auto parts = decompose(y, request.period, Season::additive)) {
            return {
                without_season(y, *parts, Season::additive),
                stats::season_ahead(*parts, request.horizon)
            };
        }
    }
    return {Values(y.begin(), y.end()), Values(static_cast<std::size_t>(request.horizon), 0)};
}

// Mean of the predictions of some models, plus the season.
Prediction predict_smoothed(
    Series y, std::span<const EtsModel> models, const ForecastRequest& request
) {
    const Base base = base_of(y, request);
    Prediction sum{.value = base.season_ahead, .lo = base.season_ahead, .hi = base.season_ahead};
    const double share = 1 / static_cast<double>(models.size());
    for (const EtsModel& model : models) {
        const EtsFit fit = fit_ets(base.values, model, Effort::quick, Criterion::squares);
        if (!fit.reason.empty()) {
            return without(fit.reason);
        }
        const Forecast ahead = forecast_ets(fit, request.horizon);
        const Prediction one = around(ahead.mean, ahead.variance, request.level);
        for (std::size_t h = 0; h < one.value.size(); ++h) {
            sum.value[h] += share * one.value[h];
            sum.lo[h] += share * one.lo[h];
            sum.hi[h] += share * one.hi[h];
        }
    }
    return sum;
}

Prediction predict_ets(Series y, const ForecastRequest& request) {
    const EtsModel level{.season = Part::additive, .period = request.period};
    EtsModel damped = level;
    damped.trend = Part::additive;
    damped.damped = true;
    const EtsFit fit = best_ets(y, std::array{level, damped}, Effort::quick);
    if (!fit.reason.empty()) {
        return without(fit.reason);
    }
    const Forecast ahead = forecast_ets(fit, request.horizon);
    return around(ahead.mean, ahead.variance, request.level);
}

Prediction predict_theta(Series y, const ForecastRequest& request) {
    const Base base = base_of(y, request);
    const Theta theta = theta_forecast(base.values, 1, request.horizon);
    if (!theta.reason.empty()) {
        return without(theta.reason);
    }
    Prediction result = around(theta.mean, theta.variance, request.level);
    for (std::size_t h = 0; h < result.value.size(); ++h) {
        for (auto* each : {&result.value, &result.lo, &result.hi}) {
            (*each)[h] += base.season_ahead[h];
        }
    }
    return result;
}

Prediction predict_on_scale(Series y, ForecastMethod method, const ForecastRequest& request) {
    static constexpr std::array comb{ses_model, holt_model, damped_model};
    const std::span parts(comb);
    switch (method) {
        case ForecastMethod::mean:
            return predict_mean(y, request);
        case ForecastMethod::naive:
            return predict_repeat(y, 1, request);
        case ForecastMethod::snaive:
            return predict_repeat(y, static_cast<std::size_t>(request.period), request);
        case ForecastMethod::ses:
            return predict_smoothed(y, parts.subspan(0, 1), request);
        case ForecastMethod::holt:
            return predict_smoothed(y, parts.subspan(1, 1), request);
        case ForecastMethod::damped:
            return predict_smoothed(y, parts.subspan(2, 1), request);
        case ForecastMethod::comb:
            return predict_smoothed(y, parts, request);
        case ForecastMethod::theta:
            return predict_theta(y, request);
        case ForecastMethod::ets:
            return predict_ets(y, request);
        case ForecastMethod::none:
            break;
    }
    return without(reason::bad_option);
}

bool is_valid(const ForecastRequest& request) {
    return request.period >= 1 && request.horizon >= 1 && request.horizon <= 10'000 &&
           request.level > 0 && request.level < 1;
}

Values on_scale(Series y, ForecastScale scale) {
    Values result;
    for (const double x : y) {
        result.push_back(to_scale(x, scale));
    }
    return result;
}

}  // namespace

std::string_view name(ForecastMethod method) {
    constexpr std::array<std::string_view, 10> names{
        "none", "mean", "naive", "snaive", "ses", "holt", "damped", "comb", "theta", "ets"
    };
    return names[static_cast<std::size_t>(method)];
}

Prediction predict(Series y, ForecastMethod method, const ForecastRequest& request) {
    if (!is_valid(request) || !is_finite(y)) {
        return without(is_valid(request) ? reason::not_finite : reason::bad_option);
    }
    Prediction result = predict_on_scale(on_scale(y, request.scale), method, request);
    for (auto* each : {&result.value, &result.lo, &result.hi}) {
        for (double& x : *each) {
            x = from_scale(x, request.scale);
        }
    }
    const bool finite = is_finite(result.value) && is_finite(result.lo) && is_finite(result.hi);
    return finite ? result : without(reason::not_finite);
}

}  // namespace styk::stats
