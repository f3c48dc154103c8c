#include "stats/importance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <numeric>

#include "base/result.h"
#include "stats/dominance.h"
#include "stats/driver_checks.h"
#include "stats/least_squares.h"
#include "stats/lmg.h"
#include "stats/random.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

std::vector<Index> from(Index first, Index count) {
    std::vector<Index> result(static_cast<std::size_t>(count));
    std::iota(result.begin(), result.end(), first);
    return result;
}

// One common trait and noise; the outcome in column 0.
MatrixXd survey(Index n, Index drivers, std::uint64_t seed) {
    Generator generator(seed);
    MatrixXd rows(n, drivers + 1);
    for (Index i = 0; i < n; ++i) {
        const double trait = generator.normal();
        for (Index j = 0; j <= drivers; ++j) {
            rows(i, j) = trait + (1 + 0.2 * static_cast<double>(j)) * generator.normal();
        }
    }
    return rows;
}

DriverCorrelations correlations_of(const MatrixXd& rows) {
    return driver_correlations(moments_of(rows), 0, from(1, rows.cols() - 1));
}

// The definition itself: all p! orders.
VectorXd lmg_by_orders(const DriverCorrelations& of) {
    auto order = from(0, of.drivers());
    VectorXd sums = VectorXd::Zero(of.drivers());
    double orders = 0;
    do {
        for (std::size_t k = 0; k < order.size(); ++k) {
            const std::span all(order);
            sums(order[k]) += r2_of(of, all.first(k + 1)) - r2_of(of, all.first(k));
        }
        ++orders;
    } while (std::ranges::next_permutation(order).found);
    return sums / orders;
}

// Azen & Budescu 2003, table 1: the correlations; table 3: the average contributions.
DriverCorrelations azen_budescu() {
    DriverCorrelations of{.among = MatrixXd(4, 4), .with_outcome = VectorXd(4)};
    of.among << 1, 0.8, 0.1, 0.3, 0.8, 1, 0.1, 0.1, 0.1, 0.1, 1, 0.5, 0.3, 0.1, 0.5, 1;
    of.with_outcome << 0.6, 0.3, 0.4, 0.5;
    return of;
}

}  // namespace

TEST(importance, lmg_is_the_mean_over_all_orders) {
    for (const Index p : {1, 2, 3, 6}) {
        const auto of = correlations_of(survey(40, p, static_cast<std::uint64_t>(p)));
        const auto shares = lmg(of);
        ASSERT_EQ(shares.reason, "");
        EXPECT_LT((shares.values - lmg_by_orders(of)).cwiseAbs().maxCoeff(), 1e-14) << p;
        EXPECT_NEAR(shares.values.sum(), r2_of(of), 1e-14);
        EXPECT_NEAR(shares.r2, r2_of(of), 1e-15);
    }
}

TEST(importance, lmg_of_fifteen_drivers_is_the_shapley_value_of_all_subsets) {
    const auto of = correlations_of(survey(60, 15, 3));
    const VectorXd r2 = r2_of_all_subsets(of);
    const VectorXd game =
        shapley(15, [&](std::uint64_t subset) { return r2(static_cast<Index>(subset)); });
    EXPECT_LT((lmg(of).values - game).cwiseAbs().maxCoeff(), 1e-13);
    EXPECT_NEAR(r2(r2.size() - 1), r2_of(of), 1e-13);
}

TEST(importance, r2_is_that_of_least_squares) {
    const MatrixXd rows = survey(50, 5, 9);
    const auto fit = least_squares(moments_of(rows), 0, from(1, 5));
    EXPECT_NEAR(r2_of(correlations_of(rows)), *fit.r2, 1e-14);
    const auto beta = standardized_coefficients(correlations_of(rows));
    const VectorXd spread = *standard_deviations(moments_of(rows));
    EXPECT_NEAR((*beta)(2), fit.coefficients(3) * spread(3) / spread(0), 1e-13);
}

TEST(importance, each_decomposition_sums_to_r2) {
    const auto of = correlations_of(survey(90, 7, 4));
    const double r2 = r2_of(of);
    EXPECT_NEAR(johnson_weights(of).sum(), r2, 1e-13);
    EXPECT_NEAR(car_scores_squared(of).sum(), r2, 1e-13);
    EXPECT_NEAR(pratt(of)->sum(), r2, 1e-13);
    EXPECT_GE(johnson_weights(of).minCoeff(), 0);
    EXPECT_GE(lmg(of).values.minCoeff(), 0);
    EXPECT_LT(last_in(of).sum(), r2);
    EXPECT_GT(first_in(of).sum(), r2);
}

TEST(importance, orthogonal_drivers_have_their_squared_correlation_by_every_measure) {
    DriverCorrelations of{.among = MatrixXd::Identity(3, 3), .with_outcome = VectorXd(3)};
    of.with_outcome << 0.5, -0.3, 0.6;
    const VectorXd squares = of.with_outcome.cwiseAbs2();
    for (const VectorXd& values :
         {lmg(of).values,
          johnson_weights(of),
          first_in(of),
          last_in(of),
          car_scores_squared(of),
          *pratt(of)}) {
        EXPECT_LT((values - squares).cwiseAbs().maxCoeff(), 1e-15);
    }
    EXPECT_EQ(directions(of), (std::vector{1, -1, 1}));
}

TEST(importance, shares_follow_their_columns_and_ignore_unit_and_origin) {
    const MatrixXd rows = survey(70, 6, 8);
    const VectorXd shares = lmg(correlations_of(rows)).values;
    MatrixXd moved = rows;
    for (Index j = 0; j < moved.cols(); ++j) {
        moved.col(j) = (moved.col(j).array() * (j % 2 == 0 ? -3.0 : 0.01) + 1e6).eval();
    }
    EXPECT_LT((lmg(correlations_of(moved)).values - shares).cwiseAbs().maxCoeff(), 1e-7);
    const std::array<Index, 6> order{4, 6, 1, 3, 2, 5};
    const VectorXd permuted = lmg(driver_correlations(moments_of(rows), 0, order)).values;
    for (std::size_t j = 0; j < order.size(); ++j) {
        EXPECT_NEAR(permuted(static_cast<Index>(j)), shares(order[j] - 1), 1e-14);
    }
}

TEST(importance, copies_share_equally_and_are_named) {
    MatrixXd rows = survey(40, 4, 6);
    rows.col(4) = 5 - 2 * rows.col(1).array();
    const auto of = correlations_of(rows);
    const VectorXd shares = lmg(of).values, weights = johnson_weights(of);
    EXPECT_NEAR(shares(0), shares(3), 1e-12);
    EXPECT_NEAR(weights(0), weights(3), 1e-12);
    EXPECT_NEAR(shares.sum(), r2_of(correlations_of(rows.leftCols(4))), 1e-12);
    EXPECT_EQ(aliased_drivers(of), (std::vector<Index>{3}));
    EXPECT_FALSE(standardized_coefficients(of));
    EXPECT_FALSE(pratt(of));
    EXPECT_FALSE(variance_inflation(of)[0]);
    EXPECT_TRUE(variance_inflation(of)[1]);
    EXPECT_EQ(last_in(of)(0), 0);
    EXPECT_FALSE(scaled_condition(moments_of(rows), from(1, 4)));
}

TEST(importance, a_sum_of_drivers_adds_nothing) {
    MatrixXd rows = survey(40, 4, 7);
    rows.col(4) = rows.col(1) + rows.col(2);
    const auto of = correlations_of(rows);
    EXPECT_LT((lmg(of).values - lmg_by_orders(of)).cwiseAbs().maxCoeff(), 1e-12);
    EXPECT_NEAR(r2_of(of), r2_of(correlations_of(rows.leftCols(4))), 1e-12);
}

TEST(importance, dominance_of_azen_and_budescu_is_as_published) {
    const auto result = dominance(azen_budescu());
    MatrixXd published(4, 4);
    published << 0.360, 0.300, 0.263, 0.246, 0.090, 0.074, 0.069, 0.071, 0.160, 0.095, 0.063, 0.061,
        0.250, 0.152, 0.073, 0.010;
    EXPECT_LT((result.by_size - published).cwiseAbs().maxCoeff(), 0.001);
    MatrixXd general(4, 4);
    general << 0.5, 1, 1, 1, 0, 0.5, 0, 0, 0, 1, 0.5, 0, 0, 1, 1, 0.5;
    EXPECT_EQ(result.general, general);
    MatrixXd complete = MatrixXd::Constant(4, 4, 0.5);
    complete.row(0).tail(3).setOnes();
    complete.col(0).tail(3).setZero();
    EXPECT_EQ(result.complete, complete);
    EXPECT_EQ(result.conditional, complete);
}

TEST(importance, mean_addition_over_sizes_is_lmg_and_dominance_is_transitive) {
    const auto of = correlations_of(survey(80, 8, 11));
    const auto result = dominance(of);
    const VectorXd shares = lmg(of).values;
    EXPECT_LT((result.by_size.rowwise().mean() - shares).cwiseAbs().maxCoeff(), 1e-13);
    EXPECT_LT((result.by_size.col(0) - first_in(of)).cwiseAbs().maxCoeff(), 1e-14);
    EXPECT_LT((result.by_size.col(7) - last_in(of)).cwiseAbs().maxCoeff(), 1e-13);
    for (Index i = 0; i < 8; ++i) {
        for (Index j = 0; j < 8; ++j) {
            EXPECT_EQ(result.complete(i, j) + result.complete(j, i), 1);
            if (result.complete(i, j) == 1) {
                EXPECT_EQ(result.conditional(i, j), 1);
            }
            if (result.conditional(i, j) == 1) {
                EXPECT_EQ(result.general(i, j), 1);
            }
        }
    }
}

TEST(importance, equal_drivers_do_not_dominate_each_other) {
    DriverCorrelations of{.among = MatrixXd::Identity(2, 2), .with_outcome = VectorXd(2)};
    of.with_outcome << 0.4, 0.4;
    EXPECT_EQ(dominance(of).complete, MatrixXd::Constant(2, 2, 0.5));
    EXPECT_EQ(dominance(of).general, MatrixXd::Constant(2, 2, 0.5));
}

TEST(importance, owen_values_lie_between_lmg_and_one_group) {
    const auto of = correlations_of(survey(60, 6, 12));
    const VectorXd shares = lmg(of).values;
    std::vector<std::vector<Index>> alone, together{from(0, 6)};
    for (const Index j : from(0, 6)) {
        alone.push_back({j});
    }
    EXPECT_LT((owen_values(of, alone).values - shares).cwiseAbs().maxCoeff(), 1e-13);
    EXPECT_LT((owen_values(of, together).values - shares).cwiseAbs().maxCoeff(), 1e-13);
}

TEST(importance, owen_values_of_a_group_sum_to_the_shapley_value_of_the_group) {
    const auto of = correlations_of(survey(60, 6, 13));
    const std::vector<std::vector<Index>> groups{{0, 3}, {1}, {5, 2, 4}};
    const VectorXd game = shapley(3, [&](std::uint64_t coalition) {
        std::vector<Index> subset;
        for (std::size_t g = 0; g < 3; ++g) {
            if ((coalition >> g & 1) != 0) {
                subset.insert(subset.end(), groups[g].begin(), groups[g].end());
            }
        }
        return r2_of(of, subset);
    });
    const VectorXd values = owen_values(of, groups).values;
    EXPECT_NEAR(values(0) + values(3), game(0), 1e-13);
    EXPECT_NEAR(values(1), game(1), 1e-13);
    EXPECT_NEAR(values(2) + values(4) + values(5), game(2), 1e-13);
    const std::vector<std::vector<Index>> twice{{0, 1, 2}, {2, 3, 4, 5}}, beyond{from(0, 7)};
    EXPECT_THROW((void)owen_values(of, twice), Fault);
    EXPECT_THROW((void)owen_values(of, beyond), Fault);
}

TEST(importance, more_drivers_than_can_be_counted_are_refused) {
    const auto many = correlations_of(survey(60, 25, 14));
    EXPECT_EQ(lmg(many).reason, "too_many_drivers");
    EXPECT_EQ(dominance(many).reason, "too_many_drivers");
    EXPECT_NEAR(johnson_weights(many).sum(), r2_of(many), 1e-12);
    EXPECT_EQ(lmg(DriverCorrelations{}).reason, "no_drivers");
    EXPECT_EQ(dominance(DriverCorrelations{}).reason, "no_drivers");
    EXPECT_THROW((void)r2_of_all_subsets(many), Fault);
    std::vector<std::vector<Index>> groups;
    for (Index g = 0; g < 5; ++g) {
        groups.push_back(from(5 * g, 5));
    }
    EXPECT_NEAR(owen_values(many, groups).values.sum(), r2_of(many), 1e-12);
}

TEST(importance, unusable_moments_give_a_reason) {
    MatrixXd rows = survey(20, 3, 15);
    const auto drivers = from(1, 3);
    EXPECT_EQ(driver_correlations(empty_moments(4), 0, drivers).reason, "no_answers");
    EXPECT_EQ(driver_correlations(moments_of(rows.topRows(1)), 0, drivers).reason, "no_answers");
    rows.col(2).setConstant(7.1);
    const auto constant = driver_correlations(moments_of(rows), 0, drivers);
    EXPECT_EQ(constant.reason, "no_spread");
    EXPECT_EQ(lmg(constant).reason, "no_spread");
    EXPECT_EQ(dominance(constant).reason, "no_spread");
    rows *= 1e300;
    EXPECT_EQ(driver_correlations(moments_of(rows), 0, drivers).reason, "not_finite");
    MatrixXd covariance = MatrixXd::Identity(4, 4);
    covariance(2, 2) = 0;
    EXPECT_EQ(driver_correlations(covariance, 0, drivers).reason, "no_spread");
    covariance(2, 2) = std::nan("");
    EXPECT_EQ(driver_correlations(covariance, 0, drivers).reason, "not_finite");
}

// Two columns of correlation r: inflation 1 / (1 - r^2).
TEST(importance, inflation_and_condition_measure_collinearity) {
    DriverCorrelations of{.among = MatrixXd(2, 2), .with_outcome = VectorXd::Constant(2, 0.1)};
    of.among << 1, 0.8, 0.8, 1;
    EXPECT_NEAR(*variance_inflation(of)[0], 1 / 0.36, 1e-13);
    // Centred orthogonal columns: condition 1; one shifted by its spread: the singular values of
    // [1, 1/sqrt 2; 0, 1/sqrt 2] are sqrt(1 +- 1/sqrt 2).
    Moments moments = empty_moments(2);
    moments.n = 10;
    moments.m2 = 10 * MatrixXd::Identity(2, 2);
    const std::array<Index, 1> one{0};
    EXPECT_NEAR(*scaled_condition(moments, one), 1, 1e-14);
    moments.mean(0) = 1;
    EXPECT_NEAR(*scaled_condition(moments, one), 1 + std::sqrt(2.0), 1e-14);
    EXPECT_FALSE(scaled_condition(empty_moments(1), one));
}

TEST(driver_checks, say_what_a_chart_must_not_hide) {
    MatrixXd rows = survey(300, 4, 16);
    const auto drivers = from(1, 4);
    const auto good = check_drivers(moments_of(rows), 0, drivers, 300);
    EXPECT_EQ(good.standing, Standing::shown);
    EXPECT_FALSE(good.explains_little);
    EXPECT_FALSE(good.group_them);
    EXPECT_EQ(check_drivers(moments_of(rows), 0, drivers, 49).standing, Standing::hidden);
    EXPECT_EQ(
        check_drivers(moments_of(survey(70, 8, 1)), 0, from(1, 8), 70).standing, Standing::greyed
    );
    rows.col(4) = rows.col(1) + 0.05 * rows.col(2);
    const auto close = check_drivers(moments_of(rows), 0, drivers, 300);
    EXPECT_TRUE(close.group_them);
    EXPECT_FALSE(close.inflated.empty());
    Generator generator(1);
    for (double& value : rows.col(0)) {
        value = generator.normal();
    }
    EXPECT_TRUE(check_drivers(moments_of(rows), 0, drivers, 300).explains_little);
    EXPECT_TRUE(check_drivers(empty_moments(5), 0, drivers, 0).explains_little);
}

TEST(driver_checks, a_sign_turned_by_other_drivers_is_named) {
    // r = (0.5, 0.3), r12 = 0.8: slope of the second is (0.3 - 0.4) / 0.36 < 0.
    Moments moments = empty_moments(3);
    moments.n = 200;
    moments.m2 << 1, 0.5, 0.3, 0.5, 1, 0.8, 0.3, 0.8, 1;
    EXPECT_EQ(check_drivers(moments, 0, from(1, 2), 200).suppressed, (std::vector<Index>{1}));
}

TEST(driver_checks, top_two_differ_only_when_others_lead) {
    VectorXd a(3), b(3);
    a << 0.5, 0.3, 0.1;
    b << 0.3, 0.5, 0.1;
    EXPECT_FALSE(top_two_differ(a, b));
    b << 0.5, 0.1, 0.3;
    EXPECT_TRUE(top_two_differ(a, b));
}

}  // namespace styk::stats
