#include "stats/benchmark_forecast.h"

#include <algorithm>
#include <cmath>

#include "stats/decomposition.h"
#include "stats/ets_fit.h"

namespace styk::stats {

namespace {

using Values = std::vector<double>;

// The competition's code measured no more lags than this.
int lags_measured(std::size_t n) {
    return static_cast<int>(std::floor(10 * std::log10(static_cast<double>(n))));
}

// A series without its season, and how to put it back.
struct Adjusted {
    Values base, seasons_ahead;
};

Adjusted adjust(Series y, int period, int horizon) {
    const auto steps = static_cast<std::size_t>(horizon);
    if (has_season_within(y, period, lags_measured(y.size()))) {
        if (const auto parts = decompose(y, period, Season::multiplicative)) {
            Values base = without_season(y, *parts, Season::multiplicative);
            if (is_finite(base)) {
                return {std::move(base), season_ahead(*parts, horizon)};
            }
        }
    }
    return {Values(y.begin(), y.end()), Values(steps, 1)};
}

Values smoothed(Series base, const EtsModel& model, int horizon) {
    const auto steps = static_cast<std::size_t>(horizon);
    const EtsFit fit = fit_ets(base, model, Effort::quick, Criterion::squares);
    if (!fit.reason.empty()) {
        return Values(steps, base.back());
    }
    return forecast_ets(fit, horizon).mean;
}

Values theta_lines(Series base, int horizon) {
    const auto line = line_over_time(base);
    if (!line) {
        return Values(static_cast<std::size_t>(horizon), base.back());
    }
    const auto on_line = [&](std::size_t i) {
        return line->intercept + line->slope * static_cast<double>(i + 1);
    };
    Values doubled;
    for (std::size_t i = 0; i < base.size(); ++i) {
        doubled.push_back(2 * base[i] - on_line(i));
    }
    Values result = smoothed(doubled, ses_model, horizon);
    for (std::size_t h = 0; h < result.size(); ++h) {
        result[h] = std::max(0.0, (result[h] + on_line(base.size() + h)) / 2);
    }
    return result;
}

Values times(Values values, const Values& factors) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] *= factors[i];
    }
    return values;
}

Values period_before(Series y, int period, int horizon) {
    const auto m = static_cast<std::size_t>(std::max(1, period));
    Values result;
    for (int h = 0; h < horizon; ++h) {
        const bool known = y.size() >= m;
        result.push_back(known ? y[y.size() - m + static_cast<std::size_t>(h) % m] : y.back());
    }
    return result;
}

}  // namespace

std::string_view name(Benchmark benchmark) {
    constexpr std::array<std::string_view, 8> names{
        "naive", "snaive", "naive2", "ses", "holt", "damped", "theta", "comb"
    };
    return names[static_cast<std::size_t>(benchmark)];
}

BenchmarkForecasts benchmark_forecasts(Series y, int period, int horizon) {
    BenchmarkForecasts result;
    if (y.empty() || !is_finite(y) || horizon < 1) {
        return result;
    }
    const auto set = [&](Benchmark benchmark, Values values) {
        result.mean[static_cast<std::size_t>(benchmark)] = std::move(values);
    };
    const auto steps = static_cast<std::size_t>(horizon);
    const auto [base, seasons] = adjust(y, period, horizon);
    set(Benchmark::naive, Values(steps, y.back()));
    set(Benchmark::snaive, period_before(y, period, horizon));
    set(Benchmark::naive2, times(Values(steps, base.back()), seasons));
    const Values ses = times(smoothed(base, ses_model, horizon), seasons);
    const Values holt = times(smoothed(base, holt_model, horizon), seasons);
    const Values damped = times(smoothed(base, damped_model, horizon), seasons);
    Values comb;
    for (std::size_t h = 0; h < steps; ++h) {
        comb.push_back((ses[h] + holt[h] + damped[h]) / 3);
    }
    set(Benchmark::theta, times(theta_lines(base, horizon), seasons));
    set(Benchmark::ses, ses);
    set(Benchmark::holt, holt);
    set(Benchmark::damped, damped);
    set(Benchmark::comb, std::move(comb));
    return result;
}

}  // namespace styk::stats
