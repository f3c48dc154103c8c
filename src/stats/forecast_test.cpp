#include "stats/forecast.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <numbers>

#include "stats/benchmark_forecast.h"
#include "stats/forecast_accuracy.h"
#include "stats/random.h"
#include "stats/sampled_level.h"

namespace styk::stats {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

std::vector<double> seasonal(std::size_t n, double season, double noise, std::uint64_t seed = 1) {
    Generator generator(seed);
    std::vector<double> values;
    for (std::size_t i = 0; i < n; ++i) {
        const double turn = 2 * std::numbers::pi * static_cast<double>(i) / 12;
        values.push_back(300 + season * std::cos(turn) + noise * generator.normal());
    }
    return values;
}

std::vector<double> walk(std::size_t n, std::uint64_t seed) {
    Generator generator(seed);
    std::vector<double> values;
    double level = 100;
    for (std::size_t i = 0; i < n; ++i) {
        level += generator.normal();
        values.push_back(level);
    }
    return values;
}

TEST(accuracy, by_hand) {
    const std::vector<double> train{4, 6, 5, 9}, actual{10, 20}, forecast{12, 15};
    const std::vector<double> lo{8, 21}, hi{14, 25};
    const auto result = *forecast_accuracy(train, 1, actual, forecast, lo, hi);
    const double scale = 7.0 / 3;  // 2, 1, 4
    EXPECT_DOUBLE_EQ(*result.smape, (200.0 * 2 / 22 + 200.0 * 5 / 35) / 2);
    EXPECT_DOUBLE_EQ(*result.mase, 3.5 / scale);
    EXPECT_DOUBLE_EQ(result.mae, 3.5);
    EXPECT_DOUBLE_EQ(result.rmse, std::sqrt(29.0 / 2));
    EXPECT_DOUBLE_EQ(*result.mape, (20 + 25) / 2.0);
    EXPECT_DOUBLE_EQ(result.bias, -1.5);
    EXPECT_NEAR(*result.msis, (6 + 4 + 40 * 1) / 2.0 / scale, 1e-12);
    EXPECT_DOUBLE_EQ(*result.coverage, 0.5);
    EXPECT_DOUBLE_EQ(*naive_scale(train, 2), 2);  // |5 - 4|, |9 - 6|
}

TEST(accuracy, what_would_divide_by_zero_is_nothing) {
    const std::vector<double> flat{3, 3, 3}, zero{0}, one{1};
    const auto result = *forecast_accuracy(flat, 1, zero, zero);
    EXPECT_FALSE(result.smape || result.mape || result.mase || result.msis || result.coverage);
    EXPECT_EQ(result.mae, 0);
    EXPECT_FALSE(forecast_accuracy(flat, 1, {}, {}));
    EXPECT_FALSE(forecast_accuracy(flat, 1, one, std::vector<double>{1, 2}));
    EXPECT_FALSE(forecast_accuracy(flat, 1, one, std::vector<double>{not_a_number}));
    EXPECT_TRUE(forecast_accuracy({}, 1, one, zero));
}

TEST(benchmarks, of_a_constant_series_all_say_the_same) {
    const auto made = benchmark_forecasts(std::vector<double>(40, 9), 4, 5);
    for (const auto benchmark : benchmarks) {
        for (const double x : made.of(benchmark)) {
            EXPECT_NEAR(x, 9, 1e-9) << name(benchmark);
        }
    }
}

TEST(benchmarks, naive_ones_by_hand) {
    std::vector<double> values;
    for (int i = 0; i < 30; ++i) {
        values.push_back(i % 3 == 0 ? 30 : i % 3 == 1 ? 20 : 10);
    }
    const auto made = benchmark_forecasts(values, 3, 4);
    EXPECT_EQ(made.of(Benchmark::naive), (std::vector<double>{10, 10, 10, 10}));
    EXPECT_EQ(made.of(Benchmark::snaive), (std::vector<double>{30, 20, 10, 30}));
    for (std::size_t h = 0; h < 4; ++h) {
        EXPECT_NEAR(made.of(Benchmark::naive2)[h], made.of(Benchmark::snaive)[h], 1e-9);
    }
    const auto& comb = made.of(Benchmark::comb);
    EXPECT_NEAR(
        comb[0],
        (made.of(Benchmark::ses)[0] + made.of(Benchmark::holt)[0] + made.of(Benchmark::damped)[0]) /
            3,
        1e-12
    );
}

TEST(benchmarks, of_too_few_values_fall_back_to_the_last) {
    const auto made = benchmark_forecasts(std::vector<double>{3, 5}, 12, 2);
    for (const auto benchmark : {Benchmark::naive, Benchmark::snaive, Benchmark::comb}) {
        EXPECT_EQ(made.of(benchmark), (std::vector<double>{5, 5})) << name(benchmark);
    }
    EXPECT_TRUE(benchmark_forecasts({}, 1, 3).of(Benchmark::naive).empty());
    EXPECT_TRUE(
        benchmark_forecasts(std::vector<double>{not_a_number}, 1, 3).of(Benchmark::naive).empty()
    );
}

TEST(predict, each_method_needs_its_least_number_of_values) {
    const auto values = walk(60, 3);
    const auto needs = [&](ForecastMethod method, std::size_t least) {
        const ForecastRequest request{.period = 4, .horizon = 3};
        const Series series(values);
        EXPECT_EQ(predict(series.first(least - 1), method, request).reason, "too_short")
            << name(method);
        EXPECT_EQ(predict(series.first(least), method, request).value.size(), 3u) << name(method);
    };
    needs(ForecastMethod::mean, 2);
    needs(ForecastMethod::naive, 3);
    needs(ForecastMethod::snaive, 6);
    needs(ForecastMethod::ses, 7);
    needs(ForecastMethod::holt, 9);
    needs(ForecastMethod::damped, 10);
    needs(ForecastMethod::comb, 10);
    needs(ForecastMethod::theta, 7);
    needs(ForecastMethod::ets, 11);
}

TEST(predict, mean_by_hand) {
    const auto made =
        predict(std::vector<double>{1, 2, 3, 4, 5}, ForecastMethod::mean, {.horizon = 2});
    EXPECT_DOUBLE_EQ(made.value[1], 3);
    EXPECT_NEAR(made.hi[0] - 3, 2.776445105 * std::sqrt(2.5 * 1.2), 1e-8);  // t, 4 df, .975
}

TEST(predict, limits_widen_with_the_horizon_and_hold_the_middle) {
    const auto values = walk(60, 5);
    for (const auto method :
         {ForecastMethod::naive,
          ForecastMethod::ses,
          ForecastMethod::holt,
          ForecastMethod::damped,
          ForecastMethod::comb,
          ForecastMethod::theta}) {
        const auto made = predict(values, method, {.horizon = 8});
        for (std::size_t h = 0; h < 8; ++h) {
            EXPECT_LT(made.lo[h], made.value[h]) << name(method);
            EXPECT_GT(made.hi[h], made.value[h]) << name(method);
        }
        EXPECT_GT(made.hi[7] - made.lo[7], made.hi[0] - made.lo[0]) << name(method);
    }
}

TEST(predict, shares_and_nets_stay_in_their_range) {
    std::vector<double> shares, nets;
    Generator generator(6);
    for (int i = 0; i < 40; ++i) {
        shares.push_back(std::min(1.0, 0.9 + 0.1 * generator.uniform()));
        nets.push_back(i % 5 == 0 ? -1 : -0.95 + 0.1 * generator.uniform());
    }
    const auto share =
        predict(shares, ForecastMethod::comb, {.horizon = 30, .scale = ForecastScale::share});
    const auto net =
        predict(nets, ForecastMethod::comb, {.horizon = 30, .scale = ForecastScale::net});
    ASSERT_TRUE(share.reason.empty() && net.reason.empty());
    for (std::size_t h = 0; h < 30; ++h) {
        EXPECT_GT(share.lo[h], 0);
        EXPECT_LT(share.hi[h], 1);
        EXPECT_GE(net.lo[h], -1);
        EXPECT_LT(net.hi[h], 1);
        EXPECT_LE(net.lo[h], net.value[h]);
    }
}

TEST(predict, bad_requests_give_a_reason) {
    const auto values = walk(30, 1);
    const auto method = ForecastMethod::comb;
    EXPECT_EQ(predict(values, method, {.horizon = 0}).reason, "bad_option");
    EXPECT_EQ(predict(values, method, {.period = 0}).reason, "bad_option");
    EXPECT_EQ(predict(values, method, {.level = 1}).reason, "bad_option");
    EXPECT_EQ(predict(values, ForecastMethod::none, {}).reason, "bad_option");
    EXPECT_EQ(predict(std::vector<double>(30, not_a_number), method, {}).reason, "not_finite");
    EXPECT_EQ(predict({}, method, {}).reason, "too_short");
}

TEST(predict, intervals_of_random_walks_hold_what_they_promise) {
    int inside = 0, all = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        const auto values = walk(44, seed);
        const auto made = predict(Series(values).first(40), ForecastMethod::naive, {.horizon = 4});
        for (std::size_t h = 0; h < 4; ++h, ++all) {
            inside += values[40 + h] >= made.lo[h] && values[40 + h] <= made.hi[h];
        }
    }
    EXPECT_NEAR(static_cast<double>(inside) / all, 0.945, 0.02);
}

TEST(outlook, method_follows_the_number_of_values) {
    const auto values = seasonal(60, 0, 5);
    const auto of = [&](std::size_t n) { return outlook(Series(values).first(n), {.horizon = 3}); };
    EXPECT_EQ(of(4).reason, "too_short");
    EXPECT_EQ(of(4).method, ForecastMethod::none);
    EXPECT_EQ(of(5).method, ForecastMethod::mean);
    EXPECT_EQ(of(9).method, ForecastMethod::mean);
    EXPECT_EQ(of(10).method, ForecastMethod::damped);
    EXPECT_TRUE(of(19).backtests.empty());
    EXPECT_EQ(of(60).method, ForecastMethod::comb);  // noise around a level: naive is far worse
    EXPECT_EQ(of(60).backtests.front().origins, 12);
    EXPECT_EQ(of(20).backtests.front().origins, 5);
}

TEST(outlook, a_strong_season_is_carried_on) {
    const auto values = seasonal(72, 50, 2);
    const auto made = outlook(values, {.period = 12, .horizon = 12});
    EXPECT_TRUE(made.seasonal);
    EXPECT_EQ(made.backtests.size(), 3u);
    EXPECT_NEAR(made.prediction.value[0], 350, 8);
    EXPECT_NEAR(made.prediction.value[6], 250, 8);
    EXPECT_LT(*made.backtests.front().against_naive, 0.5);
    EXPECT_EQ(made.backtests.front().method, made.method);
}

TEST(outlook, a_method_no_better_than_naive_is_replaced) {
    int replaced = 0;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto made = outlook(walk(80, seed), {.horizon = 4});
        if (made.replaced == ForecastMethod::none) {
            EXPECT_LT(*made.backtests.front().against_naive, 1);
        } else {
            ++replaced;
            EXPECT_EQ(made.method, ForecastMethod::naive);
            EXPECT_EQ(made.backtests.front().method, ForecastMethod::naive);
            EXPECT_NEAR(*made.backtests.front().against_naive, 1, 1e-12);
        }
    }
    EXPECT_GT(replaced, 3);
}

TEST(outlook, of_a_constant_series_is_that_constant) {
    const auto made = outlook(std::vector<double>(30, 0.4), {.scale = ForecastScale::share});
    EXPECT_TRUE(made.reason.empty());
    EXPECT_NEAR(made.prediction.value[0], 0.4, 1e-9);
    EXPECT_FALSE(made.backtests.front().against_naive);
    EXPECT_EQ(outlook(std::vector<double>(30, 1e300), {}).reason, "not_finite");
    EXPECT_EQ(outlook({}, {}).reason, "too_short");
}

TEST(sampled_level, of_equal_variances_and_no_wandering_is_the_mean) {
    std::vector<std::optional<Sample>> periods;
    for (const double x : {4.0, 6.0, 5.0, 5.0}) {
        periods.push_back(Sample{x, 4});
    }
    const auto result = sampled_level(periods);
    EXPECT_EQ(result.step_variance, 0);
    EXPECT_NEAR(result.level, 5, 1e-12);
    EXPECT_NEAR(result.level_variance, 1, 1e-12);
    EXPECT_NEAR(variance_ahead(result, 3, 2), 3, 1e-12);
}

TEST(sampled_level, a_small_sample_moves_it_less) {
    std::vector<std::optional<Sample>> large, small;
    for (int i = 0; i < 20; ++i) {
        large.push_back(Sample{i % 2 == 0 ? 1.0 : 1.2, 0.01});
    }
    small = large;
    large.push_back(Sample{3, 0.01});
    small.push_back(Sample{3, 4});
    EXPECT_LT(sampled_level(small).level, sampled_level(large).level);
}

TEST(sampled_level, finds_how_much_a_level_wanders) {
    Generator generator(17);
    std::vector<std::optional<Sample>> periods;
    double level = 0;
    for (int i = 0; i < 1500; ++i) {
        level += 0.5 * generator.normal();
        const double variance = i % 3 == 0 ? 4 : 0.5;
        periods.push_back(Sample{level + std::sqrt(variance) * generator.normal(), variance});
        if (i % 10 == 0) {
            periods.back().reset();
        }
    }
    EXPECT_NEAR(sampled_level(periods).step_variance, 0.25, 0.06);
}

TEST(sampled_level, bad_input_gives_a_reason) {
    std::vector<std::optional<Sample>> periods{Sample{1, 1}, std::nullopt, Sample{2, 1}};
    EXPECT_EQ(sampled_level(periods).reason, "too_short");
    periods.push_back(Sample{3, 0});
    EXPECT_EQ(sampled_level(periods).reason, "bad_option");
    periods.back() = Sample{not_a_number, 1};
    EXPECT_EQ(sampled_level(periods).reason, "not_finite");
    EXPECT_EQ(sampled_level({}).reason, "too_short");
    periods.back() = Sample{2, 1};
    EXPECT_TRUE(sampled_level(periods).reason.empty());
    EXPECT_TRUE(sizes_vary(std::vector<double>{10, 0, 31}));
    EXPECT_FALSE(sizes_vary(std::vector<double>{10, 30}));
}

}  // namespace
}  // namespace styk::stats
