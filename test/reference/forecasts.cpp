// Area 2, second half: exponential smoothing, Theta, the benchmarks of the M4 competition,
// accuracy.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/result.h"
#include "reference/reference.h"
#include "stats/benchmark_forecast.h"
#include "stats/ets_fit.h"
#include "stats/forecast_accuracy.h"
#include "stats/holt_winters.h"
#include "stats/interval.h"
#include "stats/theta.h"

namespace styk::reference {

namespace {

using Values = std::vector<double>;

void check(std::string_view reason) {
    if (!reason.empty()) {
        throw Fault(fmt::format("no answer: {}", reason));
    }
}

// A period below 1 (values further apart than a year) has no season.
int period_of(const Input& input) {
    return std::max(1, static_cast<int>(std::lround(input.number_or("period", 1))));
}

stats::EtsModel model_of(const Input& input) {
    std::string name = input.text("model");
    const bool d_in_name = name.size() == 4 && name[2] == 'd';
    if (d_in_name) {
        name.erase(2, 1);
    }
    auto model = stats::ets_model(name, period_of(input));
    if (!model) {
        throw Fault("unknown model " + name);
    }
    model->damped = input.flag_or("damped", false) || d_in_name;
    return *model;
}

stats::EtsParameters parameters_of(const Input& input, const stats::EtsModel& model) {
    const auto& object = input.json("parameters").as_object();
    const auto number = [&](const std::string& key) {
        const auto* value = object.if_contains(key);
        return value ? number_of(*value) : throw Fault("parameters: " + key + " is missing");
    };
    stats::EtsParameters p{.alpha = number("alpha"), .start = {.level = number("l")}};
    const bool seasonal = model.season != stats::Part::none;
    if (model.trend != stats::Part::none) {
        p.beta = number("beta");
        p.start.slope = number("b");
    }
    if (model.damped) {
        p.phi = number("phi");
    }
    if (seasonal) {
        p.gamma = number("gamma");
        double sum = 0;
        for (int i = model.period - 2; i >= 0; --i) {
            p.start.seasons.push_back(number(fmt::format("s{}", i)));
            sum += p.start.seasons.back();
        }
        const double whole = model.season == stats::Part::multiplicative ? model.period : 0;
        p.start.seasons.insert(p.start.seasons.begin(), whole - sum);
    }
    if (object.size() != static_cast<std::size_t>(stats::free_parameters(model))) {
        throw Fault("parameters: other ones than the model has");
    }
    return p;
}

void put_limits(Output& into, const Values& mean, const Values& variance, double level) {
    const double z = stats::normal_quantile(level);
    Values lo, hi;
    for (std::size_t i = 0; i < mean.size(); ++i) {
        lo.push_back(mean[i] - z * std::sqrt(variance[i]));
        hi.push_back(mean[i] + z * std::sqrt(variance[i]));
    }
    into[fmt::format("lo{:.0f}", level * 100)] = to_json(lo);
    into[fmt::format("hi{:.0f}", level * 100)] = to_json(hi);
}

Output ets(const Input& input) {
    const auto y = input.table().numbers("value");
    const auto model = model_of(input);
    const int horizon = static_cast<int>(input.number("horizon"));
    const auto fit = stats::filter_ets(model, parameters_of(input, model), y);
    check(fit.reason);
    const auto own = stats::fit_ets(y, model);
    const auto ahead = stats::forecast_ets(fit, horizon, {.season_comes_early = true});
    const auto own_ahead = stats::forecast_ets(own, horizon);
    const std::span fitted(fit.fitted);
    const auto five = std::min<std::size_t>(5, fitted.size());
    Output output{
        {"loglik", number_or_null(fit.loglik)},
        {"aic", number_or_null(fit.aic)},
        {"aicc", number_or_null(fit.aicc)},
        {"bic", number_or_null(fit.bic)},
        {"sigma2", fit.sigma2},
        {"sse", fit.sse},
        {"fitted_first5", to_json(fitted.first(five))},
        {"fitted_last5", to_json(fitted.last(five))},
        {"forecast", to_json(ahead.mean)},
        {"own_loglik", number_or_null(own.loglik)},
        {"own_forecast", to_json(own_ahead.mean)}
    };
    put_limits(output, ahead.mean, ahead.variance, 0.8);
    put_limits(output, ahead.mean, ahead.variance, 0.95);
    return output;
}

Output holt_winters(const Input& input) {
    input.only_says("start");
    const auto fit = stats::fit_holt_winters(input.table().numbers("value"), period_of(input));
    check(fit.reason);
    Output output{
        {"alpha", fit.alpha},
        {"beta", fit.beta},
        {"gamma", fit.gamma},
        {"a", fit.level},
        {"b", fit.slope},
        {"sse", fit.sse}
    };
    for (std::size_t i = 0; i < fit.seasons.size(); ++i) {
        output[fmt::format("s{}", i + 1)] = fit.seasons[i];
    }
    return output;
}

Output theta(const Input& input) {
    const auto y = input.table().numbers("value");
    const auto result =
        stats::theta_forecast(y, period_of(input), static_cast<int>(input.number("horizon")));
    check(result.reason);
    Output output{
        {"forecast", to_json(result.mean)}, {"alpha", result.alpha}, {"drift", result.drift}
    };
    put_limits(output, result.mean, result.variance, 0.8);
    put_limits(output, result.mean, result.variance, 0.95);
    return output;
}

struct TestSeries {
    std::string id;
    Values train{}, test{};
};

// Rows id, part (train or test), t, value; a series' rows stand together or not, in order of t.
std::vector<TestSeries> series_in(const Table& table) {
    std::vector<TestSeries> all;
    const auto& ids = table.text("id");
    const auto& parts = table.text("part");
    const auto values = table.numbers("value");
    for (std::size_t i = 0; i < ids.size(); ++i) {
        auto found =
            std::find_if(all.rbegin(), all.rend(), [&](const auto& s) { return s.id == ids[i]; });
        if (found == all.rend()) {
            all.push_back({.id = ids[i]});
            found = all.rbegin();
        }
        (parts[i] == "train" ? found->train : found->test).push_back(values[i]);
    }
    return all;
}

// {"smape_naive": ..., "mase_naive": ...} of one series.
std::map<std::string, std::optional<double>> scores_of(
    const TestSeries& series, int period, int horizon
) {
    const auto forecasts = stats::benchmark_forecasts(series.train, period, horizon);
    std::map<std::string, std::optional<double>> scores;
    for (const auto benchmark : stats::benchmarks) {
        const auto& forecast = forecasts.of(benchmark);
        const std::size_t n = std::min(series.test.size(), forecast.size());
        const auto accuracy = stats::forecast_accuracy(
            series.train, period, std::span(series.test).first(n), std::span(forecast).first(n)
        );
        const auto name = stats::name(benchmark);
        scores[fmt::format("smape_{}", name)] = accuracy ? accuracy->smape : std::nullopt;
        scores[fmt::format("mase_{}", name)] = accuracy ? accuracy->mase : std::nullopt;
    }
    return scores;
}

Output backtest(const Input& input) {
    const int period = period_of(input), horizon = static_cast<int>(input.number("horizon"));
    const auto all = series_in(input.table());
    if (all.empty() || static_cast<double>(all.size()) !=
                           input.number_or("n_series", static_cast<double>(all.size()))) {
        throw Fault("n_series is not the number of series in the file");
    }
    std::map<std::string, Values> by_score;
    Output first;
    for (const auto& series : all) {
        Output values;
        for (const auto& [key, score] : scores_of(series, period, horizon)) {
            values[key] = number_or_null(score);
            if (score) {
                by_score[key].push_back(*score);
            }
        }
        if (first.empty()) {
            first = {{"id", series.id}, {"values", values}};
        }
    }
    Output mean;
    for (const auto& [key, scores] : by_score) {
        mean[key] = stats::mean_of(scores);
    }
    return {{"mean", mean}, {"first_series", first}};
}

Values optional_numbers(const Input& input, std::string_view key) {
    return input.has(key) ? input.numbers(key) : Values();
}

Output accuracy(const Input& input) {
    const auto result = stats::forecast_accuracy(
        input.numbers("train"),
        period_of(input),
        input.numbers("actual"),
        input.numbers("forecast"),
        optional_numbers(input, "lo95"),
        optional_numbers(input, "hi95")
    );
    if (!result) {
        throw Fault("actual and forecast do not fit together");
    }
    return {
        {"smape", number_or_null(result->smape)},
        {"mase", number_or_null(result->mase)},
        {"mae", result->mae},
        {"rmse", result->rmse},
        {"mape", number_or_null(result->mape)},
        {"bias", result->bias},
        {"msis", number_or_null(result->msis)},
        {"coverage", number_or_null(result->coverage)}
    };
}

// Printed results of the competition, to be read beside ours: nothing is computed.
Output anchors(const Input& input) {
    input.only_says("order");
    const auto pair = [](double smape, double mase) { return boost::json::array{smape, mase}; };
    Output weekly{
        {"naive", pair(9.161, 2.777)},
        {"naive2", pair(9.161, 2.777)},
        {"ses", pair(9.012, 2.685)},
        {"holt", pair(9.708, 2.420)},
        {"damped", pair(8.866, 2.404)},
        {"theta", pair(9.093, 2.637)},
        {"comb", pair(8.944, 2.432)},
        {"smyl_winner", pair(7.817, 2.356)}
    };
    Output hourly{
        {"naive", pair(43.003, 11.608)},
        {"snaive", pair(13.912, 1.193)},
        {"naive2", pair(18.383, 2.395)},
        {"ses", pair(18.094, 2.385)},
        {"theta", pair(18.138, 2.455)},
        {"comb", pair(22.053, 4.582)},
        {"smyl_winner", pair(9.328, 0.893)}
    };
    Output total{
        {"naive2", pair(13.564, 1.912)},
        {"theta", pair(12.309, 1.696)},
        {"comb", pair(12.555, 1.663)},
        {"damped", pair(12.661, 1.683)},
        {"smyl_winner", pair(11.374, 1.536)}
    };
    return {{"weekly", weekly}, {"hourly", hourly}, {"total", total}};
}

}  // namespace

void add_forecasts(Registry& registry) {
    registry["ets_filter_and_forecast"] = ets;
    registry["holt_winters_additive"] = holt_winters;
    registry["theta"] = theta;
    registry["forecast_backtest"] = backtest;
    registry["forecast_accuracy"] = accuracy;
    registry["forecast_anchors"] = anchors;
}

}  // namespace styk::reference
