// The wandering level against the dense normal density of first differences; what would have
// happened against what was planted.
#include "stats/counterfactual.h"

#include <Eigen/Cholesky>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <numbers>

#include "base/result.h"
#include "stats/effect.h"
#include "stats/least_squares.h"
#include "stats/random.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct Series {
    MatrixXd columns{};
    VectorXd y{};
};

Series series_of(Index rows, double eps, double eta, std::uint64_t seed) {
    Generator random(seed);
    Series series{.columns = MatrixXd(rows, 2), .y = VectorXd(rows)};
    double level = 100;
    for (Index row = 0; row < rows; ++row) {
        series.columns(row, 0) = 3 * random.normal() + 0.05 * static_cast<double>(row);
        series.columns(row, 1) = row % 4 == 0 ? 1 : 0;
        series.y[row] = level + 1.5 * series.columns(row, 0) - 2 * series.columns(row, 1) +
                        eps * random.normal();
        level += eta * random.normal();
    }
    return series;
}

struct Dense {
    double log_likelihood = 0;
    VectorXd coefficients{};
};

// First differences are normal with variances q + 2 and covariances -1 between neighbours.
Dense dense_fit(const Series& series, double q) {
    const Index m = series.y.size() - 1;
    MatrixXd v = MatrixXd::Zero(m, m);
    v.diagonal().setConstant(q + 2);
    v.diagonal(1).setConstant(-1);
    v.diagonal(-1).setConstant(-1);
    const MatrixXd x = series.columns.bottomRows(m) - series.columns.topRows(m);
    const VectorXd y = series.y.tail(m) - series.y.head(m);
    const Eigen::LLT<MatrixXd> factor(v);
    Dense result{
        .coefficients =
            MatrixXd(x.transpose() * factor.solve(x)).ldlt().solve(x.transpose() * factor.solve(y))
    };
    const VectorXd rest = y - x * result.coefficients;
    const double n = static_cast<double>(m), rss = rest.dot(factor.solve(rest));
    const double log_v = 2 * MatrixXd(factor.matrixL()).diagonal().array().log().sum();
    result.log_likelihood = -n / 2 * (std::log(2 * std::numbers::pi * rss / n) + 1) - log_v / 2;
    return result;
}

TEST(LocalLevel, is_the_maximum_of_the_dense_likelihood_of_differences) {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const auto series = series_of(60, 2, 1, seed);
        const auto fit = local_level(series.columns, series.y);
        ASSERT_EQ(fit.reason, "");
        const double q = *fit.ratio();
        const auto dense = dense_fit(series, q);
        EXPECT_NEAR(fit.log_likelihood, dense.log_likelihood, 1e-8);
        EXPECT_NEAR(*fit.coefficients[0], dense.coefficients[0], 1e-9);
        EXPECT_NEAR(*fit.coefficients[1], dense.coefficients[1], 1e-9);
        EXPECT_GE(fit.log_likelihood, dense_fit(series, q * 1.02).log_likelihood);
        EXPECT_GE(fit.log_likelihood, dense_fit(series, q / 1.02).log_likelihood);
    }
}

TEST(LocalLevel, that_stands_still_is_the_mean) {
    const auto series = series_of(50, 1, 0, 4);
    const VectorXd y = series.y - 1.5 * series.columns.col(0) + 2 * series.columns.col(1);
    const auto fit = local_level(MatrixXd(50, 0), y, 0.0);
    EXPECT_NEAR(fit.level, y.mean(), 1e-10);
    EXPECT_NEAR(fit.level_variance, fit.sigma2_eps / 50, 1e-12);
    EXPECT_NEAR(fit.sigma2_eps, (y.array() - y.mean()).square().sum() / 49, 1e-10);
    EXPECT_EQ(fit.sigma2_eta, 0);
}

TEST(LocalLevel, without_noise_is_the_last_value) {
    const auto series = series_of(50, 0, 1, 5);
    const VectorXd y = series.y - 1.5 * series.columns.col(0) + 2 * series.columns.col(1);
    const auto fit = local_level(MatrixXd(50, 0), y, 1.0);
    EXPECT_NEAR(fit.level, y[49], 1e-10);
    EXPECT_EQ(fit.level_variance, 0);
    EXPECT_FALSE(fit.ratio());
    EXPECT_NEAR(fit.forecast_variance(3), 3 * fit.sigma2_eta, 1e-12);
}

TEST(LocalLevel, walks_over_missing_rows) {
    auto series = series_of(40, 1, 0, 6);
    const VectorXd all = series.y;
    series.y[7] = series.y[20] = series.y[0] = nan;
    const auto fit = local_level(MatrixXd(40, 0), series.y, 0.0);
    EXPECT_NEAR(fit.level, (all.sum() - all[7] - all[20] - all[0]) / 37, 1e-9);
    EXPECT_EQ(fit.observed, 37);
    const auto wandering = local_level(series.columns, series.y, 0.3);
    EXPECT_EQ(wandering.reason, "");
}

TEST(LocalLevel, gives_reasons) {
    const auto series = series_of(40, 1, 1, 7);
    EXPECT_EQ(local_level(MatrixXd(0, 0), VectorXd(0)).reason, reason::too_few_rows);
    EXPECT_EQ(local_level(MatrixXd(2, 0), series.y.head(2)).reason, reason::too_few_rows);
    EXPECT_EQ(local_level(MatrixXd(9, 0), VectorXd::Constant(9, nan)).reason, reason::too_few_rows);
    EXPECT_EQ(local_level(MatrixXd(9, 0), VectorXd::Constant(9, 4)).reason, reason::no_spread);
    EXPECT_EQ(local_level(series.columns, series.columns.col(0)).reason, reason::no_spread);
    VectorXd y = series.y;
    y[3] = std::numeric_limits<double>::infinity();
    EXPECT_EQ(local_level(series.columns, y).reason, reason::not_finite);
    EXPECT_EQ(local_level(series.columns, series.y, 1.5).reason, reason::wrong_setting);
    EXPECT_THROW(static_cast<void>(local_level(series.columns, VectorXd(3))), Fault);
}

TEST(LocalLevel, leaves_out_columns_that_say_nothing) {
    const auto series = series_of(40, 1, 1, 8);
    MatrixXd more(40, 4);
    more << series.columns, VectorXd::Constant(40, 3), 2 * series.columns.col(0);
    const auto with = local_level(more, series.y), without = local_level(series.columns, series.y);
    EXPECT_FALSE(with.coefficients[2]);
    EXPECT_FALSE(with.coefficients[3]);
    EXPECT_NEAR(*with.coefficients[0], *without.coefficients[0], 1e-6);
    EXPECT_NEAR(with.log_likelihood, without.log_likelihood, 1e-8);
}

TEST(LocalLevel, scales_with_its_unit) {
    const auto series = series_of(40, 1, 1, 9);
    const auto one = local_level(series.columns, series.y),
               thousand = local_level(series.columns, 1000 * series.y);
    EXPECT_NEAR(thousand.sigma2_eps, 1e6 * one.sigma2_eps, 1e-3 * 1e6 * one.sigma2_eps);
    EXPECT_NEAR(thousand.level, 1000 * one.level, 1e-2);
}

TEST(Counterfactual, finds_what_was_planted) {
    int covered = 0;
    constexpr int worlds = 200;
    for (int world = 0; world < worlds; ++world) {
        auto series = series_of(50, 2, 0.5, 1000 + static_cast<std::uint64_t>(world));
        series.y.tail(5).array() += 6;
        const auto result = counterfactual(series.columns, series.y, 46);
        ASSERT_EQ(result.reason, "");
        covered += result.average_lo < 6 && 6 < result.average_hi ? 1 : 0;
        EXPECT_NEAR(result.mean_actual - result.mean_predicted, result.average_effect, 1e-9);
    }
    EXPECT_NEAR(static_cast<double>(covered) / worlds, 0.955, 0.044);  // three Monte Carlo errors
}

TEST(Counterfactual, follows_the_formula_of_cumulative_variance) {
    const auto series = series_of(60, 2, 0.5, 11);
    const auto result = counterfactual(series.columns, series.y, 46);
    double pairs = 0;
    for (int i = 1; i <= 15; ++i) {
        for (int j = 1; j <= 15; ++j) {
            pairs += std::min(i, j);
        }
    }
    const auto& before = result.before;
    const double expected =
        before.level_variance * 225 + before.sigma2_eta * pairs + 15 * before.sigma2_eps;
    EXPECT_NEAR(result.cumulative_variance, expected, 1e-10 * expected);
    EXPECT_NEAR(
        *result.relative_effect, result.cumulative_effect / (15 * result.mean_predicted), 1e-12
    );
    const double half = (result.cumulative_hi - result.cumulative_lo) / 2;
    EXPECT_GT(half, 1.96 * std::sqrt(expected));  // the coefficients are not known
    ASSERT_EQ(result.predicted.size(), 15U);
    EXPECT_GT(*result.hi[14] - *result.lo[14], *result.hi[0] - *result.lo[0]);
}

TEST(Counterfactual, does_not_look_past_the_change) {
    auto series = series_of(60, 2, 0.5, 12);
    const auto one = counterfactual(series.columns, series.y, 46);
    series.y.tail(15).array() *= -3;
    const auto other = counterfactual(series.columns, series.y, 46);
    for (std::size_t i = 0; i < one.predicted.size(); ++i) {
        EXPECT_EQ(*one.predicted[i], *other.predicted[i]);
    }
}

TEST(Counterfactual, skips_what_is_missing) {
    auto series = series_of(60, 2, 0.5, 13);
    series.y[50] = nan;
    series.columns(52, 0) = nan;
    const auto result = counterfactual(series.columns, series.y, 46);
    EXPECT_EQ(result.rows_after, 13);
    EXPECT_TRUE(result.predicted[5]);
    EXPECT_FALSE(result.effects[5]);
    EXPECT_FALSE(result.predicted[7]);
}

TEST(Counterfactual, gives_reasons) {
    auto series = series_of(60, 2, 0.5, 14);
    EXPECT_EQ(counterfactual(series.columns, series.y, 1).reason, reason::no_contrast);
    EXPECT_EQ(counterfactual(series.columns, series.y, 61).reason, reason::no_contrast);
    EXPECT_EQ(counterfactual(series.columns, series.y, -5).reason, reason::no_contrast);
    EXPECT_EQ(counterfactual(series.columns, series.y, 4).reason, reason::too_few_rows);
    EXPECT_FALSE(placebos(series.columns, series.y, 4).p);
    series.y.tail(15).setConstant(nan);
    EXPECT_EQ(counterfactual(series.columns, series.y, 46).reason, reason::no_contrast);
}

TEST(Placebos, tell_a_change_from_the_ordinary) {
    auto series = series_of(80, 1, 0.2, 15);
    const auto nothing = placebos(series.columns, series.y, 71);
    ASSERT_TRUE(nothing.p);
    EXPECT_EQ(nothing.average_effects.size(), 49U);  // after rows 12 .. 60, 10 rows each
    series.y.tail(10).array() += 10;
    const auto change = placebos(series.columns, series.y, 71);
    EXPECT_DOUBLE_EQ(*change.p, 1.0 / 50);
    EXPECT_GT(*nothing.p, *change.p);
}

}  // namespace

}  // namespace styk::stats
