#include "stats/driver_bootstrap.h"

#include <array>
#include <cmath>
#include <gtest/gtest.h>

#include "base/result.h"
#include "stats/lmg.h"
#include "stats/random.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;

MatrixXd survey(Index n, std::uint64_t seed) {
    Generator generator(seed);
    MatrixXd rows(n, 4);
    for (Index i = 0; i < n; ++i) {
        for (Index j = 1; j < 4; ++j) {
            rows(i, j) = generator.normal();
        }
        rows(i, 0) = 100 + rows(i, 1) + 0.5 * rows(i, 2) + generator.normal();
    }
    return rows;
}

constexpr std::array<Index, 3> drivers{1, 2, 3};

ImportanceInterval interval_of(const MatrixXd& rows, const Resampling& how) {
    return importance_interval(moments_of(rows), resample(rows, how), 0, drivers);
}

}  // namespace

// The first numbers of splitmix64 from 1234567 are as its authors print them; those of xoshiro256**
// were computed from its definition by another program.
TEST(Generator, gives_the_published_sequence) {
    EXPECT_EQ(splitmix64(1234567), 6457827717110365317U);
    EXPECT_EQ(splitmix64(1234567 + 0x9E3779B97F4A7C15), 3203168211198807973U);
    Generator generator(42);
    EXPECT_EQ(generator.next(), 0x15780b2e0c2ec716U);
    EXPECT_EQ(generator.next(), 0x6104d9866d113a7eU);
    EXPECT_EQ(generator.next(), 0xae17533239e499a1U);
    EXPECT_EQ(generator.next(), 0xecb8ad4703b360a1U);
}

TEST(Generator, is_uniform_and_normal_to_its_moments) {
    Generator generator(7);
    constexpr int n = 200000;
    double sum = 0, squares = 0, normal = 0, normal_squares = 0;
    for (int i = 0; i < n; ++i) {
        const double u = generator.uniform(), z = generator.normal();
        ASSERT_GT(u, 0);
        ASSERT_LT(u, 1);
        sum += u;
        squares += u * u;
        normal += z;
        normal_squares += z * z;
    }
    EXPECT_NEAR(sum / n, 0.5, 4 * std::sqrt(1.0 / 12 / n));
    EXPECT_NEAR(squares / n, 1.0 / 3, 4 * std::sqrt(4.0 / 45 / n));
    EXPECT_NEAR(normal / n, 0, 4 / std::sqrt(n));
    EXPECT_NEAR(normal_squares / n, 1, 4 * std::sqrt(2.0 / n));
}

TEST(Generator, draws_below_a_number_evenly) {
    Generator generator(3);
    std::array<int, 6> counts{};
    for (int i = 0; i < 60000; ++i) {
        ++counts.at(generator.below(6));
    }
    for (const int count : counts) {
        EXPECT_NEAR(count, 10000, 4 * std::sqrt(60000 * 5.0 / 36));
    }
    EXPECT_EQ(generator.below(1), 0U);
    EXPECT_LT(generator.below(~std::uint64_t{0}), ~std::uint64_t{0});
}

TEST(poisson_weight, has_mean_and_variance_one) {
    constexpr std::uint64_t rows = 2000, replicates = 100;
    std::array<double, 14> counts{};
    for (std::uint64_t row = 0; row < rows; ++row) {
        for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
            ++counts.at(poisson_weight(row, replicate, 5));
        }
    }
    double expected = rows * replicates / std::exp(1.0);
    for (std::size_t k = 0; k < 6; ++k) {
        EXPECT_NEAR(counts[k], expected, 4 * std::sqrt(expected)) << k;
        expected /= static_cast<double>(k + 1);
    }
    EXPECT_EQ(poisson_weight(17, 3, 5), poisson_weight(17, 3, 5));
}

TEST(driver_bootstrap, each_replicate_draws_as_many_rows_as_there_are) {
    const MatrixXd rows = survey(50, 1);
    for (const auto& replicate : resample(rows, {.replicates = 20, .seed = 4})) {
        EXPECT_EQ(replicate.n, 50);
        EXPECT_NEAR(replicate.mean(0), 100, 2);
        EXPECT_LT((replicate.m2 - replicate.m2.transpose()).norm(), 1e-12);
    }
}

TEST(driver_bootstrap, interval_holds_its_estimate_and_the_seed_decides) {
    const MatrixXd rows = survey(200, 2);
    const auto a = interval_of(rows, {.replicates = 300, .seed = 1});
    const auto b = interval_of(rows, {.replicates = 300, .seed = 1});
    const auto c = interval_of(rows, {.replicates = 300, .seed = 2});
    ASSERT_EQ(a.reason, "");
    EXPECT_EQ(a.lo, b.lo);
    EXPECT_EQ(a.standard_error, b.standard_error);
    EXPECT_NE(a.lo, c.lo);
    EXPECT_EQ(a.replicates, 300U);
    EXPECT_TRUE((a.lo.array() <= a.estimate.array()).all());
    EXPECT_TRUE((a.estimate.array() <= a.hi.array()).head(2).all());
    EXPECT_NEAR(a.first_probability.sum(), 1, 1e-12);
    EXPECT_GT(a.first_probability(0), 0.9);
    EXPECT_EQ(rank_groups(a), (std::vector{1, 2, 3}));
}

// The standard error of r^2 of one driver is near 2 r (1 - r^2) / sqrt n (delta method).
TEST(driver_bootstrap, standard_error_of_one_driver_is_that_of_its_squared_correlation) {
    const MatrixXd rows = survey(1500, 3);
    const std::array<Index, 1> one{1};
    const auto drawn =
        importance_interval(moments_of(rows), resample(rows, {.replicates = 400}), 0, one);
    const double r2 = drawn.estimate(0);
    const double expected = 2 * std::sqrt(r2) * (1 - r2) / std::sqrt(1500);
    EXPECT_NEAR(drawn.standard_error(0) / expected, 1, 0.15);
}

TEST(driver_bootstrap, many_rows_weighed_and_blocks_of_them_agree) {
    const MatrixXd rows = survey(6000, 4);
    std::vector<Moments> blocks;
    for (Index first = 0; first < 6000; first += 30) {
        blocks.push_back(moments_of(rows.middleRows(first, 30)));
    }
    const Resampling how{.replicates = 400, .seed = 9};
    const auto by_rows = interval_of(rows, how);
    const auto by_blocks = importance_interval(moments_of(rows), resample(blocks, how), 0, drivers);
    for (Index j = 0; j < 2; ++j) {
        EXPECT_NEAR(by_blocks.standard_error(j) / by_rows.standard_error(j), 1, 0.3);
        EXPECT_NEAR(by_blocks.lo(j), by_rows.lo(j), by_rows.standard_error(j));
    }
}

// Moments made from the weighted rows themselves, one by one.
TEST(driver_bootstrap, weighed_moments_are_those_of_the_rows_taken_so_often) {
    const MatrixXd rows = survey(2003, 5);
    const auto replicates = resample(rows, {.replicates = 2, .seed = 6});
    for (std::uint64_t b = 0; b < 2; ++b) {
        Moments expected = empty_moments(4);
        for (Index i = 0; i < rows.rows(); ++i) {
            const Eigen::VectorXd row = rows.row(i);
            add(expected,
                std::span(row.data(), 4),
                poisson_weight(static_cast<std::uint64_t>(i), b, 6));
        }
        EXPECT_EQ(replicates[b].n, expected.n);
        EXPECT_LT((replicates[b].mean - expected.mean).norm(), 1e-11);
        EXPECT_LT((replicates[b].m2 - expected.m2).norm(), 1e-8);
    }
}

TEST(driver_bootstrap, any_measure_goes_over_the_same_replicates) {
    const MatrixXd rows = survey(120, 6);
    const auto replicates = resample(rows, {.replicates = 100});
    const auto measure = [](const DriverCorrelations& of) { return lmg(of).values; };
    const auto interval = importance_interval(moments_of(rows), replicates, 0, drivers, measure);
    EXPECT_NEAR(
        interval.estimate.sum(), r2_of(driver_correlations(moments_of(rows), 0, drivers)), 1e-13
    );
    EXPECT_GE(interval.lo.minCoeff(), 0);
}

TEST(driver_bootstrap, what_does_not_vary_gives_a_reason) {
    MatrixXd rows = survey(30, 7);
    rows.col(2).setConstant(3);
    EXPECT_EQ(interval_of(rows, {.replicates = 10}).reason, "no_spread");
    const MatrixXd two = survey(2, 8);
    EXPECT_EQ(interval_of(two, {.replicates = 1}).reason, "no_interval");
    EXPECT_EQ(interval_of(MatrixXd(0, 4), {.replicates = 10}).reason, "no_answers");
    rows(3, 1) = std::nan("");
    EXPECT_THROW((void)resample(rows, {.replicates = 10}), Fault);
    EXPECT_TRUE(rank_groups({}).empty());
}

}  // namespace styk::stats
