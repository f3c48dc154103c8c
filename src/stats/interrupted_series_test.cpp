// Series with a change: robust errors, errors that follow one another, counts. Likelihoods are
// checked against the dense normal density.
#include "stats/interrupted_series.h"

#include <Eigen/Cholesky>
#include <Eigen/LU>
#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <numbers>

#include "base/result.h"
#include "stats/ar1_series.h"
#include "stats/count_series.h"
#include "stats/effect.h"
#include "stats/random.h"
#include "stats/reasons.h"
#include "stats/robust_errors.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double infinite = std::numeric_limits<double>::infinity();

struct Series {
    MatrixXd columns{};
    VectorXd y{};
};

// 50 + 0.3 t, 8 up at the change, then 0.5 a step, noise following itself by phi.
Series series_of(Index rows, Index change_at, double phi, std::uint64_t seed, int period = 0) {
    Series series{
        .columns = segmented_columns({.rows = rows, .change_at = change_at, .period = period})
    };
    series.y.resize(rows);
    Generator random(seed);
    double noise = random.normal() / std::sqrt(1 - phi * phi);
    for (Index row = 0; row < rows; ++row) {
        const auto x = series.columns.row(row);
        series.y[row] = 50 + 0.3 * x[0] + 8 * x[1] + 0.5 * x[2] + 2 * noise;
        noise = phi * noise + random.normal();
    }
    return series;
}

TEST(SegmentedColumns, count_from_the_change) {
    const auto columns =
        segmented_columns({.rows = 6, .change_at = 4, .period = 4, .first_season = 3});
    MatrixXd expected(6, 6);
    expected << 1, 0, 0, 0, 1, 0,  //
        2, 0, 0, 0, 0, 1,          //
        3, 0, 0, 0, 0, 0,          //
        4, 1, 1, 1, 0, 0,          //
        5, 1, 2, 0, 1, 0,          //
        6, 1, 3, 0, 0, 1;
    EXPECT_EQ(columns, expected);
    EXPECT_EQ(change_columns(columns, 4), (std::vector<Index>{1, 2}));
}

TEST(ChangeColumns, are_those_that_begin_with_the_change) {
    auto columns = segmented_columns({.rows = 30, .change_at = 13, .period = 12});
    EXPECT_EQ(change_columns(columns, 13), (std::vector<Index>{1, 2}));
    columns.col(2).array() -= columns.col(1).array();  // the slope may begin with 0
    EXPECT_EQ(change_columns(columns, 13), (std::vector<Index>{1, 2}));
    EXPECT_TRUE(change_columns(columns, 20).empty());
    EXPECT_TRUE(change_columns(columns, 1).empty());
    EXPECT_TRUE(change_columns(columns, 31).empty());
    EXPECT_FALSE(is_long_enough(8, 3, false));
    EXPECT_TRUE(is_long_enough(8, 4, false));
    EXPECT_FALSE(is_long_enough(11, 12, true));
}

TEST(RobustErrors, meet_where_they_should) {
    const auto series = series_of(40, 21, 0.4, 1);
    const auto design = with_intercept(series.columns);
    const auto fit = least_squares(design, series.y);
    const auto hc1 = *hc1_covariance(fit, design),
               lag0 = *newey_west_covariance(fit, design, 0, true);
    EXPECT_LT((hc1 - lag0).norm(), 1e-12 * hc1.norm());
    std::vector<std::uint64_t> alone(40);
    for (std::size_t i = 0; i < alone.size(); ++i) {
        alone[i] = i;
    }
    const auto clustered = *clustered_covariance(fit, design, alone);
    EXPECT_LT((hc1 - clustered).norm(), 1e-10 * hc1.norm());
    const auto plain = *newey_west_covariance(fit, design, 3),
               adjusted = *newey_west_covariance(fit, design, 3, true);
    EXPECT_NEAR(adjusted(1, 1) / plain(1, 1), 40.0 / 36, 1e-12);
    EXPECT_NEAR(leverage(fit, design).sum(), 4, 1e-10);
    EXPECT_TRUE(newey_west_covariance(fit, design, 1000));
}

TEST(RobustErrors, are_nothing_where_nothing_is_left) {
    MatrixXd design(3, 2);
    design << 1, 0, 1, 1, 1, 2;
    const auto perfect = least_squares(design, VectorXd(VectorXd::LinSpaced(3, 1, 3)));
    EXPECT_FALSE(hc1_covariance(perfect, design));
    EXPECT_FALSE(newey_west_covariance(perfect, design, 1));
    design.col(1) << 0, 0, 1;
    const auto fit = least_squares(design, VectorXd(Eigen::Vector3d(1, 2, 9)));
    EXPECT_TRUE(hc1_covariance(fit, design));
    EXPECT_FALSE(hc3_covariance(fit, design));  // the third row alone decides the slope
    EXPECT_FALSE(newey_west_covariance(fit, design, -1));
    const std::array<std::uint64_t, 3> one{5, 5, 5};
    EXPECT_FALSE(clustered_covariance(fit, design, one));
    EXPECT_FALSE(clustered_covariance(fit, design, std::span(one).first(2)));
}

TEST(NeweyWestLag, follows_the_rule) {
    EXPECT_EQ(newey_west_lag(100), 4);
    EXPECT_EQ(newey_west_lag(26), 2);
    EXPECT_EQ(newey_west_lag(1), 1);
    EXPECT_EQ(newey_west_lag(192, true), 12);
}

TEST(InterruptedSeries, finds_what_was_put_in) {
    const auto series = series_of(400, 201, 0, 2);
    const auto result = interrupted_series(series.columns, series.y, {.change = {1, 2}});
    EXPECT_EQ(result.reason, "");
    EXPECT_NEAR(*result.coefficients[2], 8, 4 * *result.se_newey_west[2]);
    EXPECT_NEAR(*result.coefficients[3], 0.5, 4 * *result.se_newey_west[3]);
    EXPECT_NEAR(*result.durbin_watson, 2, 0.3);
    EXPECT_EQ(result.lag, 5);
    EXPECT_DOUBLE_EQ(*result.effects[199], 0);
    EXPECT_FALSE(result.effect_errors[199]);
    EXPECT_NEAR(*result.effects[200], *result.coefficients[2] + *result.coefficients[3], 1e-10);
    EXPECT_NEAR(
        *result.effects[399], *result.coefficients[2] + 200 * *result.coefficients[3], 1e-9
    );
    EXPECT_GT(*result.effect_errors[399], *result.se_newey_west[2]);
}

TEST(InterruptedSeries, leaves_out_a_column_that_repeats_others) {
    auto series = series_of(40, 21, 0, 3);
    MatrixXd more(40, 5);
    more << series.columns, VectorXd::Constant(40, 7), series.columns.col(0) * 2;
    const auto with = interrupted_series(more, series.y, {.change = {1, 2}}),
               without = interrupted_series(series.columns, series.y, {.change = {1, 2}});
    EXPECT_FALSE(with.coefficients[4]);
    EXPECT_FALSE(with.se_hc3[5]);
    EXPECT_NEAR(*with.coefficients[2], *without.coefficients[2], 1e-10);
    EXPECT_NEAR(*with.effect_errors[39], *without.effect_errors[39], 1e-10);
}

TEST(InterruptedSeries, gives_reasons) {
    auto series = series_of(20, 11, 0, 4);
    EXPECT_EQ(interrupted_series(MatrixXd(0, 3), VectorXd(0), {}).reason, reason::too_few_rows);
    const auto one =
        interrupted_series(series.columns.topRows(1), series.y.head(1), {.change = {1}});
    EXPECT_EQ(one.reason, reason::no_spread);  // a constant: all that one row can tell
    EXPECT_FALSE(one.se_ols[0]);
    const auto constant =
        interrupted_series(series.columns, VectorXd::Constant(20, 5), {.change = {1, 2}});
    EXPECT_EQ(constant.reason, reason::no_spread);
    EXPECT_NEAR(*constant.coefficients[0], 5, 1e-10);
    EXPECT_FALSE(constant.se_newey_west[1]);
    EXPECT_FALSE(constant.durbin_watson);
    EXPECT_FALSE(constant.effect_errors[19]);
    series.y[3] = std::nan("");
    EXPECT_EQ(interrupted_series(series.columns, series.y, {}).reason, reason::not_finite);
    series.y[3] = infinite;
    EXPECT_EQ(ar1_series(series.columns, series.y).reason, reason::not_finite);
    EXPECT_THROW(static_cast<void>(interrupted_series(series.columns, VectorXd(3), {})), Fault);
    series.y[3] = 1;
    EXPECT_THROW(
        static_cast<void>(interrupted_series(series.columns, series.y, {.change = {3}})), Fault
    );
}

TEST(InterruptedSeries, of_huge_values_is_a_number_or_nothing) {
    auto series = series_of(20, 11, 0, 5);
    series.y *= 1e300;
    const auto result = interrupted_series(series.columns, series.y, {.change = {1, 2}});
    for (const auto& values :
         {result.coefficients,
          result.se_ols,
          result.se_newey_west,
          result.se_hc3,
          result.effects,
          result.effect_errors}) {
        for (const auto& value : values) {
            EXPECT_TRUE(!value || std::isfinite(*value));
        }
    }
    EXPECT_TRUE(!result.r2 || std::isfinite(*result.r2));
}

// The normal density of y with correlation phi^|i-j|, its variance and mean fitted.
double dense_likelihood(const MatrixXd& design, const VectorXd& y, double phi, bool restricted) {
    const Index n = y.size(), k = design.cols();
    MatrixXd correlation(n, n);
    for (Index i = 0; i < n; ++i) {
        for (Index j = 0; j < n; ++j) {
            correlation(i, j) = std::pow(phi, std::abs(i - j));
        }
    }
    const Eigen::LLT<MatrixXd> factor(correlation);
    const MatrixXd information = design.transpose() * factor.solve(design);
    const VectorXd b = information.ldlt().solve(design.transpose() * factor.solve(y));
    const VectorXd rest = y - design * b;
    const double freedom = static_cast<double>(restricted ? n - k : n),
                 rss = rest.dot(factor.solve(rest));
    const double log_v = 2 * MatrixXd(factor.matrixL()).diagonal().array().log().sum();
    const double volume = restricted ? std::log(information.determinant()) / 2 : 0;
    return -freedom / 2 * (std::log(2 * std::numbers::pi * rss / freedom) + 1) - log_v / 2 - volume;
}

TEST(Ar1Series, is_the_maximum_of_the_dense_likelihood) {
    for (const double planted : {-0.5, 0.0, 0.7}) {
        for (const bool restricted : {false, true}) {
            const auto series = series_of(150, 71, planted, 6);
            const auto design = with_intercept(series.columns);
            const auto result = ar1_series(series.columns, series.y, restricted);
            const auto dense = [&](double phi) {
                return dense_likelihood(design, series.y, phi, restricted);
            };
            EXPECT_NEAR(result.log_likelihood, dense(result.phi), 1e-7);
            EXPECT_GT(result.log_likelihood, dense(result.phi - 0.005));
            EXPECT_GT(result.log_likelihood, dense(result.phi + 0.005));
            EXPECT_NEAR(result.phi, planted, 0.25);
        }
    }
}

TEST(Ar1Series, widens_errors_that_follow_one_another) {
    const auto series = series_of(120, 61, 0.7, 7);
    const auto plain = interrupted_series(series.columns, series.y, {});
    const auto result = ar1_series(series.columns, series.y);
    EXPECT_GT(*result.standard_errors[2], 1.3 * *plain.se_ols[2]);
    EXPECT_EQ(ar1_series(series.columns, VectorXd::Constant(120, 3)).reason, reason::no_spread);
    EXPECT_EQ(ar1_series(series.columns.topRows(3), series.y.head(3)).reason, reason::too_few_rows);
    EXPECT_EQ(ar1_series(MatrixXd(0, 1), VectorXd(0)).reason, reason::too_few_rows);
}

TEST(CountSeries, of_two_periods_is_their_ratio) {
    VectorXd y(6), step(6);
    y << 30, 34, 29, 18, 22, 20;
    step << 0, 0, 0, 1, 1, 1;
    const std::vector<double> offset{
        std::log(10), std::log(11), std::log(9), std::log(10), std::log(10), std::log(12)
    };
    const auto result = count_series(step, y, offset);
    EXPECT_EQ(result.reason, "");
    const double ratio = (60.0 / 32) / (93.0 / 30), error = std::sqrt(1.0 / 60 + 1.0 / 93);
    EXPECT_NEAR(*result.coefficients[1], std::log(ratio), 1e-7);
    EXPECT_NEAR(*result.se_poisson[1], error, 1e-5 * error);
    EXPECT_NEAR(*result.se_quasi[1], *result.se_poisson[1] * std::sqrt(*result.dispersion), 1e-12);
    const auto rate = rate_ratio(result.coefficients[1], result.se_poisson[1]);
    EXPECT_NEAR(rate->ratio, ratio, 1e-7);
    EXPECT_NEAR(rate->hi / rate->lo, std::exp(2 * 1.959963984540054 * error), 1e-5);
}

TEST(CountSeries, gives_reasons) {
    VectorXd y(4), step(4);
    y << 3, 4, 0, 0;
    step << 0, 0, 1, 1;
    EXPECT_EQ(count_series(step, y).reason, reason::not_converged);  // a rate of 0
    EXPECT_EQ(count_series(step, VectorXd::Zero(4)).reason, reason::no_spread);
    EXPECT_EQ(count_series(step, -y).reason, reason::out_of_scale);
    EXPECT_EQ(count_series(step, y * std::nan("")).reason, reason::not_finite);
    const std::array<double, 4> nobody{-infinite, 0, 0, 0};
    EXPECT_EQ(count_series(step, y, nobody).reason, reason::not_finite);
    EXPECT_EQ(count_series(MatrixXd(0, 1), VectorXd(0)).reason, reason::too_few_rows);
    EXPECT_THROW(static_cast<void>(count_series(step, y, std::span(nobody).first(2))), Fault);
    const auto alone = count_series(MatrixXd(1, 0), VectorXd::Constant(1, 7));
    EXPECT_NEAR(*alone.coefficients[0], std::log(7), 1e-6);
    EXPECT_FALSE(alone.dispersion);
    EXPECT_FALSE(alone.se_quasi[0]);
    EXPECT_FALSE(rate_ratio(1, {}));
    EXPECT_FALSE(rate_ratio(1e6, 1));
}

TEST(CountSeries, of_huge_counts_is_a_number_or_nothing) {
    VectorXd y(6), step(6);
    y << 1e300, 2e300, 1e300, 3e300, 2e300, 4e300;
    step << 0, 0, 0, 1, 1, 1;
    const auto result = count_series(step, y);
    for (const auto& value : result.coefficients) {
        EXPECT_TRUE(!value || std::isfinite(*value));
    }
    EXPECT_TRUE(std::isfinite(result.deviance));
    EXPECT_TRUE(!result.dispersion || std::isfinite(*result.dispersion));
}

}  // namespace

}  // namespace styk::stats
