#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <numbers>

#include "stats/ets_fit.h"
#include "stats/ets_recursion.h"
#include "stats/holt_winters.h"
#include "stats/random.h"
#include "stats/theta.h"

namespace styk::stats {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

std::vector<double> noisy(std::size_t n, double slope, double season, std::uint64_t seed = 1) {
    Generator generator(seed);
    std::vector<double> values;
    for (std::size_t i = 0; i < n; ++i) {
        const double t = static_cast<double>(i);
        values.push_back(
            200 + slope * t + season * std::sin(2 * std::numbers::pi * t / 4) +
            3 * generator.normal()
        );
    }
    return values;
}

TEST(ets, simple_smoothing_by_hand) {
    const EtsParameters p{.alpha = 0.5, .start = {.level = 10}};
    const auto fit = filter_ets(ses_model, p, std::vector<double>{12, 9, 14});
    EXPECT_EQ(fit.fitted, (std::vector<double>{10, 11, 10}));
    EXPECT_EQ(fit.residuals, (std::vector<double>{2, -2, 4}));
    EXPECT_EQ(fit.end.level, 12);
    EXPECT_EQ(fit.sse, 24);
    EXPECT_EQ(fit.sigma2, 24);  // 3 values, 2 free parameters
    EXPECT_DOUBLE_EQ(*fit.loglik, -1.5 * std::log(24));
    EXPECT_DOUBLE_EQ(*fit.aic, 3 * std::log(24) + 6);
    EXPECT_FALSE(fit.aicc);
}

TEST(ets, damped_trend_by_hand) {
    const EtsParameters p{
        .alpha = 0.5, .beta = 0.25, .phi = 0.5, .start = {.level = 10, .slope = 4}
    };
    const auto fit = filter_ets(damped_model, p, std::vector<double>{14, 12, 13, 13, 13, 13, 13});
    EXPECT_EQ(fit.fitted[0], 12);        // 10 + 4/2
    EXPECT_EQ(fit.fitted[1], 14.25);     // level 13, slope 2.5
    EXPECT_EQ(fit.fitted[2], 13.46875);  // error -2.25: level 13.125, slope 1.25 - .5625 = .6875
}

TEST(ets, multiplicative_season_by_hand) {
    const auto model = *ets_model("MAM", 2);
    const EtsParameters p{
        .alpha = 0.5,
        .beta = 0.1,
        .gamma = 0.2,
        .start = {.level = 100, .slope = 10, .seasons = {1.2, 0.8}}
    };
    const auto fit =
        filter_ets(model, p, std::vector<double>{145.2, 96, 100, 100, 100, 100, 100, 100});
    EXPECT_NEAR(fit.fitted[0], 132, 1e-12);  // (100 + 10) 1.2; error .1
    EXPECT_NEAR(fit.residuals[0], 0.1, 1e-12);
    // level 110 (1 + .05) = 115.5, slope 10 + .1 110 .1 = 11.1, season 1.2 (1 + .02) = 1.224
    EXPECT_NEAR(fit.fitted[1], (115.5 + 11.1) * 0.8, 1e-12);
    EXPECT_NEAR(
        fit.fitted[2] / ((115.5 + 11.1) * (1 + 0.5 * fit.residuals[1]) + 11.1 +
                         0.1 * (115.5 + 11.1) * fit.residuals[1]),
        1.224,
        1e-12
    );
}

TEST(ets, names_are_read) {
    EXPECT_EQ(*ets_model("ANN"), ses_model);
    EXPECT_EQ(ets_model("MAM", 12)->season, Part::multiplicative);
    EXPECT_FALSE(ets_model("NNN"));
    EXPECT_FALSE(ets_model("AA"));
    EXPECT_FALSE(ets_model("AAX"));
    EXPECT_EQ(free_parameters(*ets_model("ANA", 12)), 14);
    EXPECT_EQ(free_parameters(damped_model), 5);
}

// Analytic variances are those of simulated futures: 3 standard errors of a variance of 40 000
// paths, sqrt(2 / 40000), and some room for tails.
TEST(ets, variances_ahead_are_those_of_simulated_futures) {
    for (const char* name :
         {"ANN", "AAN", "ANA", "AAA", "MNN", "MAN", "MNA", "MAA", "MNM", "MAM"}) {
        for (const bool damped : {false, true}) {
            auto model = *ets_model(name, 4);
            model.damped = damped && model.trend != Part::none;
            const bool ratio = model.season == Part::multiplicative;
            EtsFit fit{.model = model};
            fit.parameters = {.alpha = 0.3, .beta = 0.1, .gamma = 0.4, .phi = 0.9};
            fit.end = {.level = 100, .slope = 2, .seasons = {5, -5, 10, -10}};
            fit.end.seasons = ratio ? std::vector<double>{1.1, 0.9, 1.2, 0.8} : fit.end.seasons;
            fit.sigma2 = model.error == Part::multiplicative ? 0.0025 : 25;
            const auto exact = forecast_ets(fit, 9);
            EtsParameters from = fit.parameters;
            from.start = fit.end;
            Generator generator(7);
            std::vector<double> sum(9), squares(9);
            for (int path = 0; path < 40000; ++path) {
                EtsRecursion recursion(model, from);
                for (std::size_t h = 0; h < 9; ++h) {
                    const double e = std::sqrt(fit.sigma2) * generator.normal();
                    const double expected = recursion.expected();
                    const double value =
                        model.error == Part::additive ? expected + e : expected * (1 + e);
                    recursion.learn(value);
                    sum[h] += value - 100;
                    squares[h] += (value - 100) * (value - 100);
                }
            }
            for (std::size_t h = 0; h < 9; ++h) {
                const double mean = sum[h] / 40000;
                const double variance = squares[h] / 40000 - mean * mean;
                EXPECT_NEAR(exact.mean[h], mean + 100, 4 * std::sqrt(variance / 40000))
                    << name << damped << h;
                EXPECT_NEAR(exact.variance[h] / variance, 1, 0.04) << name << damped << h;
            }
        }
    }
}

TEST(ets, other_models_are_simulated_from_a_seed) {
    EtsFit fit{.model = *ets_model("AMN")};
    fit.parameters = {.alpha = 0.3, .beta = 0.1};
    fit.end = {.level = 100, .slope = 1.01};
    fit.sigma2 = 25;
    const auto one = forecast_ets(fit, 5), two = forecast_ets(fit, 5);
    EXPECT_EQ(one.variance, two.variance);
    EXPECT_NEAR(one.mean[1], 100 * 1.01 * 1.01, 1e-10);
    EXPECT_NEAR(one.variance[0], 25, 2);
    EXPECT_NE(forecast_ets(fit, 5, {.seed = 2}).variance, one.variance);
}

TEST(ets, a_thorough_fit_is_never_worse_than_a_quick_one) {
    const auto values = noisy(80, 0.4, 20);
    for (const char* name : {"ANN", "AAN", "ANA", "AAA", "MAM"}) {
        const auto model = *ets_model(name, 4);
        const auto quick = fit_ets(values, model, Effort::quick);
        const auto thorough = fit_ets(values, model);
        ASSERT_TRUE(quick.reason.empty() && thorough.reason.empty()) << name;
        EXPECT_GE(*thorough.loglik, *quick.loglik) << name;
    }
}

TEST(ets, finds_the_parameters_that_made_the_series) {
    Generator generator(21);
    std::vector<double> values;
    double level = 50;
    for (int i = 0; i < 2000; ++i) {
        const double e = generator.normal();
        values.push_back(level + e);
        level += 0.3 * e;
    }
    EXPECT_NEAR(fit_ets(values, ses_model).parameters.alpha, 0.3, 0.05);
}

TEST(ets, shifting_or_scaling_the_series_does_the_same_to_forecasts) {
    const auto values = noisy(60, 0.5, 0);
    std::vector<double> moved;
    for (const double x : values) {
        moved.push_back(3 * x + 40);
    }
    const auto one = fit_ets(values, holt_model), two = fit_ets(moved, holt_model);
    const auto a = forecast_ets(one, 4), b = forecast_ets(two, 4);
    EXPECT_NEAR(b.mean[3], 3 * a.mean[3] + 40, 0.05);
    EXPECT_NEAR(std::sqrt(b.variance[3] / a.variance[3]), 3, 0.01);
}

TEST(ets, a_constant_series_goes_on_as_it_is) {
    const std::vector<double> values(24, 42);
    for (const char* name : {"ANN", "AAN", "AAA", "MAM", "MMN"}) {
        const auto fit = fit_ets(values, *ets_model(name, 4));
        ASSERT_TRUE(fit.reason.empty()) << name;
        EXPECT_FALSE(fit.loglik);
        const auto ahead = forecast_ets(fit, 3);
        EXPECT_NEAR(ahead.mean[2], 42, 1e-9);
        EXPECT_NEAR(ahead.variance[2], 0, 1e-9);
    }
}

TEST(ets, bad_input_gives_a_reason) {
    EXPECT_EQ(fit_ets({}, ses_model).reason, reason::too_short);
    EXPECT_EQ(fit_ets(std::vector<double>(6, 1), ses_model).reason, reason::too_short);
    auto values = noisy(30, 0, 0);
    EXPECT_EQ(fit_ets(values, *ets_model("ANA", 1)).reason, reason::bad_option);
    EXPECT_EQ(fit_ets(values, *ets_model("ANA", 26)).reason, reason::too_short);
    EtsModel damped_nothing = ses_model;
    damped_nothing.damped = true;
    EXPECT_EQ(fit_ets(values, damped_nothing).reason, reason::bad_option);
    values[4] = -1;
    EXPECT_EQ(fit_ets(values, *ets_model("MNN")).reason, reason::not_positive);
    values[4] = not_a_number;
    EXPECT_EQ(fit_ets(values, ses_model).reason, reason::not_finite);
    values[4] = 1e300;
    EXPECT_EQ(fit_ets(values, ses_model).reason, reason::not_finite);
    EXPECT_TRUE(forecast_ets(fit_ets(values, ses_model), 5).mean.empty());
    const EtsParameters wrong{.start = {.level = 1, .seasons = {1, 2}}};
    EXPECT_EQ(filter_ets(*ets_model("ANA", 4), wrong, noisy(30, 0, 0)).reason, reason::bad_option);
}

TEST(ets, the_best_model_has_the_season_that_is_there) {
    const std::vector models{ses_model, *ets_model("ANA", 4), *ets_model("AAA", 4)};
    EXPECT_EQ(best_ets(noisy(60, 0, 30), models, Effort::quick).model.season, Part::additive);
    EXPECT_EQ(best_ets(noisy(60, 0, 0), models, Effort::quick).model, ses_model);
    EXPECT_FALSE(best_ets({}, models).reason.empty());
}

TEST(holt_winters, smooths_by_hand) {
    // First two periods: season +-1 around a line of slope 0.5; then one value.
    const std::vector<double> values{9, 12, 10, 13, 11, 15};
    const auto fit = filter_holt_winters(values, 2, 0.5, 0.5, 0.5);
    // Moving averages 10.75 and 11.25 at values 2 and 3; figure -1.25, 1.25; start 10.25 + .5 t.
    // Value 3: 10.75 - 1.25 = 9.5, error .5, level 11, slope .625, season -1.125
    // Value 4: 11.625 + 1.25 = 12.875, error .125, level 11.6875, slope .65625, season 1.28125
    // Value 5: 12.34375 - 1.125 = 11.21875, error -.21875
    EXPECT_NEAR(
        fit.sse - std::pow(15 - (12.234375 + 0.6015625 + 1.28125), 2),
        0.25 + 0.015625 + 0.21875 * 0.21875,
        1e-12
    );
}

TEST(holt_winters, follows_a_season) {
    const auto fit = fit_holt_winters(noisy(60, 0.5, 20), 4);
    ASSERT_TRUE(fit.reason.empty());
    const auto ahead = forecast_holt_winters(fit, 4);
    EXPECT_NEAR(ahead[1], 200 + 30.5 + 20, 6);
    EXPECT_NEAR(ahead[3], 200 + 31.5 - 20, 6);
    for (const double worse : {fit.alpha + 0.05, fit.alpha - 0.05}) {
        EXPECT_GE(
            filter_holt_winters(noisy(60, 0.5, 20), 4, worse, fit.beta, fit.gamma).sse, fit.sse
        );
    }
}

TEST(holt_winters, bad_input_gives_a_reason) {
    EXPECT_EQ(fit_holt_winters({}, 4).reason, reason::too_short);
    EXPECT_EQ(fit_holt_winters(noisy(11, 0, 0), 4).reason, reason::too_short);
    EXPECT_EQ(fit_holt_winters(noisy(20, 0, 0), 1).reason, reason::bad_option);
    EXPECT_TRUE(forecast_holt_winters(fit_holt_winters({}, 4), 4).empty());
    const auto constant = fit_holt_winters(std::vector<double>(20, 5), 4);
    EXPECT_NEAR(forecast_holt_winters(constant, 1)[0], 5, 1e-12);
}

TEST(theta, drifts_by_half_the_slope) {
    const auto values = noisy(80, 1, 0);
    const auto result = theta_forecast(values, 1, 6);
    EXPECT_DOUBLE_EQ(result.drift, line_over_time(values)->slope / 2);
    EXPECT_NEAR(result.mean[5] - result.mean[4], result.drift, 1e-10);
    EXPECT_NEAR(result.variance[2], result.sigma2 * (1 + 2 * result.alpha * result.alpha), 1e-10);
    EXPECT_EQ(result.season, Season::none);
    EXPECT_EQ(theta_forecast(noisy(80, 1, 40), 4, 6).season, Season::multiplicative);
}

TEST(theta, bad_input_gives_a_reason) {
    EXPECT_EQ(theta_forecast({}, 1, 3).reason, reason::too_short);
    EXPECT_EQ(theta_forecast(noisy(20, 0, 0), 1, 0).reason, reason::bad_option);
    EXPECT_EQ(
        theta_forecast(std::vector<double>(20, not_a_number), 1, 3).reason, reason::not_finite
    );
    EXPECT_NEAR(theta_forecast(std::vector<double>(20, 6), 4, 3).mean[2], 6, 1e-9);
}

}  // namespace
}  // namespace styk::stats
