#include "stats/stl.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <numbers>

#include "stats/decomposition.h"
#include "stats/random.h"

namespace styk::stats {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// Level 100, a rise of 0.5 a period, a season of size 10, and noise.
std::vector<double> seasonal(std::size_t n, int period, double noise, std::uint64_t seed = 1) {
    Generator generator(seed);
    std::vector<double> values;
    for (std::size_t i = 0; i < n; ++i) {
        const double turn = 2 * std::numbers::pi * static_cast<double>(i) / period;
        values.push_back(
            100 + 0.5 * static_cast<double>(i) + 10 * std::sin(turn) + noise * generator.normal()
        );
    }
    return values;
}

TEST(decompose, of_a_line_and_a_season_gives_both_back) {
    const std::vector<double> season{3, -1, -4, 2};
    std::vector<double> values;
    for (std::size_t i = 0; i < 22; ++i) {
        values.push_back(50 + 2 * static_cast<double>(i) + season[i % 4]);
    }
    const auto parts = decompose(values, 4, Season::additive);
    ASSERT_TRUE(parts);
    for (std::size_t k = 0; k < 4; ++k) {
        EXPECT_NEAR(parts->figure[k], season[k], 1e-12);
    }
    EXPECT_FALSE(parts->trend[1] || parts->trend[20]);
    EXPECT_NEAR(*parts->trend[2], 54, 1e-12);
    EXPECT_NEAR(season_ahead(*parts, 3)[0], -4, 1e-12);  // 22 values: the third season is next
    EXPECT_NEAR(without_season(values, *parts, Season::additive)[5], 60, 1e-12);
}

TEST(decompose, of_a_product_gives_factors_of_mean_one) {
    std::vector<double> values;
    for (int i = 0; i < 15; ++i) {
        values.push_back(20 * (i % 3 == 0 ? 1.5 : i % 3 == 1 ? 0.9 : 0.6));
    }
    const auto parts = decompose(values, 3, Season::multiplicative);
    ASSERT_TRUE(parts);
    EXPECT_NEAR(parts->figure[0], 1.5, 1e-12);
    EXPECT_NEAR(parts->figure[1], 0.9, 1e-12);
    EXPECT_NEAR(parts->figure[2], 0.6, 1e-12);
}

TEST(decompose, needs_two_periods_and_no_division_by_zero) {
    EXPECT_FALSE(decompose(std::vector<double>(7, 1), 4, Season::additive));
    EXPECT_FALSE(decompose(std::vector<double>(8, 1), 1, Season::additive));
    EXPECT_FALSE(decompose(std::vector<double>(8, 1), -3, Season::additive));
    EXPECT_FALSE(decompose(std::vector<double>(8, 0), 4, Season::multiplicative));
    EXPECT_FALSE(decompose(std::vector<double>(8, not_a_number), 4, Season::additive));
    EXPECT_FALSE(decompose({}, 4, Season::additive));
}

TEST(has_season, sees_a_season_and_no_season_in_noise) {
    std::vector<double> level = seasonal(48, 12, 1);
    for (std::size_t i = 0; i < level.size(); ++i) {
        level[i] -= 0.5 * static_cast<double>(i);
    }
    EXPECT_TRUE(has_season(level, 12));
    EXPECT_FALSE(has_season_within(level, 12, 11));
    EXPECT_FALSE(has_season(level, 1));
    EXPECT_FALSE(has_season(Series(level).first(35), 12));  // below three periods
    EXPECT_FALSE(has_season(std::vector<double>(48, 5), 12));
}

TEST(shows_season, sees_a_season_behind_a_trend) {
    EXPECT_FALSE(has_season(seasonal(48, 12, 1), 12));
    EXPECT_TRUE(shows_season(seasonal(48, 12, 1), 12));
    EXPECT_FALSE(shows_season(seasonal(35, 12, 1), 12));
    EXPECT_FALSE(shows_season(std::vector<double>(48, 5), 12));
    EXPECT_FALSE(shows_season({}, 12));
    int seen = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        Generator generator(seed);
        std::vector<double> noise(48);
        for (double& x : noise) {
            x = generator.normal();
        }
        seen += shows_season(noise, 12);
    }
    EXPECT_LT(seen, 30);
}

TEST(stl, parts_add_up_to_the_series) {
    const auto values = seasonal(90, 12, 2);
    for (const auto& options : {periodic_stl(90, 12), robust_stl(12), robust_stl(12, 9, 0)}) {
        const auto parts = stl(values, options);
        for (std::size_t i = 0; i < values.size(); ++i) {
            EXPECT_NEAR(parts.seasonal[i] + parts.trend[i] + parts.remainder[i], values[i], 1e-10);
            EXPECT_GE(parts.weights[i], 0);
            EXPECT_LE(parts.weights[i], 1);
        }
    }
}

TEST(stl, a_periodic_season_repeats_itself) {
    const auto parts = stl(seasonal(60, 12, 2), periodic_stl(60, 12));
    for (std::size_t i = 12; i < 60; ++i) {
        EXPECT_EQ(parts.seasonal[i], parts.seasonal[i - 12]);
    }
}

TEST(stl, of_a_line_and_a_season_leaves_nothing) {
    auto options = periodic_stl(72, 12);
    options.inner = 40;  // two passes come close, more come to it
    const auto parts = stl(seasonal(72, 12, 0), options);
    for (std::size_t i = 0; i < 72; ++i) {
        EXPECT_NEAR(parts.remainder[i], 0, 1e-4);
        EXPECT_NEAR(parts.trend[i], 100 + 0.5 * static_cast<double>(i), 1e-4);
    }
    EXPECT_NEAR(*strengths(parts).season, 1, 1e-9);
}

TEST(stl, an_outlier_is_held_off_and_named) {
    auto values = seasonal(96, 12, 1);
    const auto clean = stl(values, robust_stl(12));
    values[50] += 60;
    const auto parts = stl(values, robust_stl(12));
    EXPECT_EQ(parts.weights[50], 0);
    EXPECT_NEAR(parts.trend[50], clean.trend[50], 0.5);
    EXPECT_NEAR(parts.remainder[50], 60 + clean.remainder[50], 2.5);
    const auto found = anomalies(parts);
    EXPECT_NE(std::find(found.begin(), found.end(), 50u), found.end());
    EXPECT_LT(found.size(), 8u);
    // Where so few answered that chance alone makes 40, it is none.
    EXPECT_TRUE(anomalies(parts, std::vector<double>(96, 1600)).empty());
}

TEST(stl, strengths_tell_a_season_from_noise) {
    const auto strong = strengths(stl(seasonal(96, 12, 1), periodic_stl(96, 12)));
    EXPECT_GT(*strong.season, 0.95);
    Generator generator(2);
    std::vector<double> values;
    for (int i = 0; i < 240; ++i) {
        values.push_back(generator.normal());
    }
    EXPECT_LT(*strengths(stl(values, periodic_stl(240, 12))).season, 0.3);
}

TEST(stl, bad_input_gives_a_reason) {
    EXPECT_EQ(stl({}, robust_stl(12)).reason, reason::too_short);
    EXPECT_EQ(stl(std::vector<double>(23, 1), robust_stl(12)).reason, reason::too_short);
    EXPECT_EQ(stl(std::vector<double>(30, 1), robust_stl(1)).reason, reason::bad_option);
    std::vector<double> values(30, 1);
    values[3] = not_a_number;
    EXPECT_EQ(stl(values, robust_stl(12)).reason, reason::not_finite);
    values[3] = 1e300;
    EXPECT_EQ(stl(values, robust_stl(12)).reason, reason::not_finite);
}

TEST(stl, of_a_constant_series_is_its_level) {
    const auto parts = stl(std::vector<double>(48, 7), robust_stl(12));
    EXPECT_NEAR(parts.trend[20], 7, 1e-12);
    EXPECT_NEAR(parts.seasonal[20], 0, 1e-12);
    EXPECT_TRUE(anomalies(parts).empty());
    EXPECT_FALSE(strengths(parts).season || strengths(parts).trend);
    EXPECT_FALSE(strengths({}).season);
}

}  // namespace
}  // namespace styk::stats
