// Looks at a running experiment: as often as one likes, or planned.
#include "stats/sequential.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <vector>

#include "base/result.h"
#include "stats/group_sequential.h"
#include "stats/random.h"

namespace styk::stats {

namespace {

TEST(SequentialTest, follows_its_formula) {
    SequentialTest test({.tau2 = 0.04, .alpha = 0.05});
    const double v = 1.5 / 80 + 0.5 / 100, d = 0.3;  // exact arithmetic of the formula
    const auto look = test.look({80, 1.3, 1.5}, {100, 1.0, 0.5});
    const double lambda = std::sqrt(v / (v + 0.04)) * std::exp(0.04 * d * d / (2 * v * (v + 0.04)));
    EXPECT_NEAR(std::exp(*look.log_likelihood_ratio), lambda, 1e-12);
    EXPECT_NEAR(look.p, std::min(1.0, 1 / lambda), 1e-12);
    const double half =
        std::sqrt(v * (v + 0.04) / 0.04 * (2 * std::log(20) + std::log((v + 0.04) / v)));
    EXPECT_NEAR(*look.lo, d - half, 1e-12);
    EXPECT_NEAR(*look.hi, d + half, 1e-12);
    EXPECT_TRUE(look.enough);
}

TEST(SequentialTest, never_takes_back_evidence) {
    Generator random(2);
    SequentialTest test({.tau2 = 0.01});
    Summary a{.n = 50, .mean = 0, .variance = 1}, b = a;
    double before = 1;
    for (int look = 0; look < 300; ++look) {
        a.n += 10;
        b.n += 10;
        a.mean = random.normal() / std::sqrt(a.n) + 0.1;
        b.mean = random.normal() / std::sqrt(b.n);
        const auto result = test.look(a, b);
        EXPECT_LE(result.p, before);
        EXPECT_LE(*result.lo, *result.effect);
        EXPECT_EQ(*result.lo > 0 || *result.hi<0, *result.log_likelihood_ratio> std::log(20));
        before = result.p;
    }
}

TEST(SequentialTest, waits_for_two_answers_and_some_spread) {
    SequentialTest test({.tau2 = 0.01});
    EXPECT_FALSE(test.look({0, 0, 0}, {5, 1, 1}).effect);
    const auto one = test.look({1, 2, 0}, {5, 1, 1});
    EXPECT_TRUE(one.effect);
    EXPECT_FALSE(one.lo);
    EXPECT_EQ(one.p, 1);
    EXPECT_FALSE(test.look({9, 2, 0}, {5, 1, 0}).variance);
    EXPECT_THROW(SequentialTest({.tau2 = 0}), Fault);
    EXPECT_THROW(SequentialTest({.tau2 = 1, .alpha = 1}), Fault);
    EXPECT_THROW(SequentialTest({.tau2 = std::nan("")}), Fault);
}

TEST(SequentialTest, survives_overwhelming_evidence) {
    SequentialTest test({.tau2 = 1});
    const auto look = test.look({1e6, 1e6, 1}, {1e6, 0, 1});
    EXPECT_EQ(look.p, 0);
    EXPECT_TRUE(std::isfinite(*look.log_likelihood_ratio));
}

// 40 looks of 50 per group: within three Monte Carlo errors of an independent simulation (2 000
// runs: 30.5 % and 1.65 %).
TEST(PeekingAlarms, are_many_without_and_few_with_the_mixture) {
    const auto alarms = peeking_alarms({.mixture = {.tau2 = 0.04}});
    EXPECT_NEAR(alarms->naive, 0.305, 3 * 0.0103);
    EXPECT_NEAR(alarms->mixture, 0.0165, 3 * 0.0029);
    for (const double tau2 : {0.001, 0.01, 1.0}) {
        EXPECT_LE(
            peeking_alarms({.looks = 100, .n_per_group_max = 5000, .mixture = {tau2}})->mixture,
            0.052
        );
    }
    EXPECT_FALSE(peeking_alarms({.looks = 0, .mixture = {0.04}}));
    EXPECT_FALSE(peeking_alarms({.looks = 40, .n_per_group_max = 50, .mixture = {0.04}}));
    EXPECT_FALSE(peeking_alarms({}));
}

TEST(PeekingAlarms, of_one_large_look_are_alpha) {
    const auto alarms =
        peeking_alarms({.looks = 1, .n_per_group_max = 1e6, .mixture = {.tau2 = 0.04}});
    EXPECT_NEAR(alarms->naive, 0.05, 1e-4);
}

// Armitage, McPherson & Rowe 1969, table 2: the same test at 5 % again and again.
TEST(CrossingProbability, gives_the_published_alarms_of_repeated_tests) {
    const std::vector<std::pair<int, double>> published{
        {1, 0.05},
        {2, 0.083},
        {3, 0.107},
        {4, 0.126},
        {5, 0.142},
        {10, 0.193},
        {20, 0.248},
        {50, 0.320}
    };
    for (const auto& [looks, alarms] : published) {
        const std::vector<double> limits(static_cast<std::size_t>(looks), 1.959963984540054);
        EXPECT_NEAR(*crossing_probability(even_looks(looks), limits), alarms, 6e-4) << looks;
    }
}

TEST(CrossingProbability, refuses_what_makes_no_sense) {
    const std::vector<double> two{1, 2}, one{1}, falling{2, 1}, none{}, bad{1, std::nan("")};
    EXPECT_FALSE(crossing_probability(one, two));
    EXPECT_FALSE(crossing_probability(falling, two));
    EXPECT_FALSE(crossing_probability(none, none));
    EXPECT_FALSE(crossing_probability(two, bad));
    const std::vector<double> never{std::numeric_limits<double>::infinity(), 1.959963984540054};
    EXPECT_NEAR(*crossing_probability(two, never), 0.05, 1e-10);
}

// Reboussin, DeMets, Kim & Lan 2000.
TEST(GroupSequential, gives_the_published_limits) {
    const std::vector<std::vector<double>> published{
        {1.960},
        {2.963, 1.969},
        {3.710, 2.511, 1.993},
        {4.333, 2.963, 2.359, 2.014},
        {4.877, 3.357, 2.680, 2.290, 2.031}
    };
    for (const auto& expected : published) {
        const auto limits = group_sequential_limits(
            {.information = even_looks(static_cast<int>(expected.size()))}, Spending::obrien_fleming
        );
        ASSERT_EQ(limits.size(), expected.size());
        for (std::size_t k = 0; k < limits.size(); ++k) {
            EXPECT_NEAR(limits[k], expected[k], 6e-4);
        }
    }
}

TEST(GroupSequential, spends_exactly_alpha) {
    for (const auto spending : {Spending::obrien_fleming, Spending::pocock}) {
        for (const bool two_sided : {true, false}) {
            for (const double alpha : {0.001, 0.05, 0.2}) {
                const Looks looks{{0.1, 0.25, 0.3, 0.8, 1}, alpha, two_sided};
                const auto limits = group_sequential_limits(looks, spending);
                const auto crossed = crossing_probability(looks.information, limits, two_sided);
                EXPECT_NEAR(*crossed, alpha, 1e-8);
            }
        }
    }
}

TEST(GroupSequential, holds_with_many_looks) {
    const auto looks = even_looks(200);
    const auto limits = group_sequential_limits({.information = looks}, Spending::pocock);
    EXPECT_NEAR(*crossing_probability(looks, limits), 0.05, 1e-6);
    const auto strict = group_sequential_limits({.information = looks}, Spending::obrien_fleming);
    EXPECT_TRUE(std::ranges::all_of(strict, [](double z) { return std::isfinite(z) && z > 1.9; }));
}

TEST(GroupSequential, refuses_what_makes_no_sense) {
    EXPECT_TRUE(group_sequential_limits({}, Spending::pocock).empty());
    EXPECT_TRUE(group_sequential_limits({.information = {0.5, 0.5, 1}}, Spending::pocock).empty());
    EXPECT_TRUE(group_sequential_limits({.information = {0.5, 1.5}}, Spending::pocock).empty());
    EXPECT_TRUE(group_sequential_limits({.information = {1}, .alpha = 0}, Spending::pocock).empty()
    );
    EXPECT_TRUE(group_sequential_limits({.information = {std::nan("")}}, Spending::pocock).empty());
}

}  // namespace

}  // namespace styk::stats
