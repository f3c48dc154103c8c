#include "stats/change_points.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "stats/random.h"
#include "stats/trend.h"

namespace styk::stats {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

std::vector<double> noise(std::size_t n, std::uint64_t seed) {
    Generator generator(seed);
    std::vector<double> values(n);
    for (double& x : values) {
        x = generator.normal();
    }
    return values;
}

std::vector<double> steps(const std::vector<std::pair<int, double>>& pieces, double noise_sd) {
    Generator generator(8);
    std::vector<double> values;
    for (const auto& [length, level] : pieces) {
        for (int i = 0; i < length; ++i) {
            values.push_back(level + noise_sd * generator.normal());
        }
    }
    return values;
}

double rss_of(Series values, std::size_t from, std::size_t to) {
    const Series part = values.subspan(from, to - from);
    return variance_of(part) * static_cast<double>(part.size() - 1);
}

TEST(segmented_mean, finds_the_breaks_of_steps) {
    const auto values = steps({{20, 5}, {15, 9}, {25, 2}}, 0.5);
    EXPECT_EQ(segmented_mean(values, 5).breaks, (std::vector<std::size_t>{20, 35}));
    EXPECT_EQ(
        penalized_mean(values, *break_penalty(values)).breaks, (std::vector<std::size_t>{20, 35})
    );
}

TEST(segmented_mean, is_the_best_of_all_ways_to_cut) {
    const auto values = noise(24, 4);
    const auto result = segmented_mean(values, 3, 2);
    double one = 1e9, two = 1e9;
    for (std::size_t a = 3; a <= 21; ++a) {
        one = std::min(one, rss_of(values, 0, a) + rss_of(values, a, 24));
        for (std::size_t b = a + 3; b <= 21; ++b) {
            two =
                std::min(two, rss_of(values, 0, a) + rss_of(values, a, b) + rss_of(values, b, 24));
        }
    }
    ASSERT_EQ(result.rss.size(), 3u);
    EXPECT_NEAR(result.rss[0], rss_of(values, 0, 24), 1e-10);
    EXPECT_NEAR(result.rss[1], one, 1e-10);
    EXPECT_NEAR(result.rss[2], two, 1e-10);
}

TEST(segmented_mean, a_far_origin_changes_nothing) {
    auto values = steps({{20, 5}, {20, 8}}, 1);
    const auto near = segmented_mean(values, 5);
    for (double& x : values) {
        x += 1e9;
    }
    const auto far = segmented_mean(values, 5);
    EXPECT_EQ(near.breaks, far.breaks);
    EXPECT_NEAR(near.rss[1], far.rss[1], 1e-5);
}

TEST(segmented_mean, a_perfect_fit_is_taken_with_the_fewest_breaks) {
    const auto two = segmented_mean(std::vector<double>{1, 1, 1, 4, 4, 4, 4, 4, 4}, 2);
    EXPECT_EQ(two.breaks, std::vector<std::size_t>{3});
    EXPECT_FALSE(two.bic[1]);
    EXPECT_TRUE(segmented_mean(std::vector<double>(20, 7)).breaks.empty());
}

TEST(segmented_mean, bad_series_give_a_reason) {
    EXPECT_EQ(segmented_mean({}).reason, reason::too_short);
    EXPECT_EQ(segmented_mean(std::vector<double>(9, 1)).reason, reason::too_short);
    EXPECT_EQ(segmented_mean(std::vector<double>(9, 1), 0).reason, reason::bad_option);
    EXPECT_EQ(
        segmented_mean(std::vector<double>{1, 2, not_a_number, 3}, 1).reason, reason::not_finite
    );
}

TEST(penalized_mean, is_the_best_of_all_ways_to_cut) {
    const auto values = noise(12, 9);
    constexpr double penalty = 1.5;
    double best = 1e9;
    for (unsigned cuts = 0; cuts < 1u << 11; ++cuts) {
        double cost = 0;
        std::size_t from = 0;
        for (std::size_t end = 1; end <= 12; ++end) {
            if (end == 12 || (cuts >> (end - 1) & 1) != 0) {
                cost += rss_of(values, from, end) + (end < 12 ? penalty : 0);
                from = end;
            }
        }
        best = std::min(best, cost);
    }
    const auto result = penalized_mean(values, penalty);
    EXPECT_NEAR(result.cost, best, 1e-10);
    double cost = penalty * static_cast<double>(result.breaks.size());
    std::size_t from = 0;
    for (const std::size_t end : result.breaks) {
        cost += rss_of(values, from, end);
        from = end;
    }
    EXPECT_NEAR(cost + rss_of(values, from, 12), best, 1e-10);
}

TEST(penalized_mean, bad_input_gives_a_reason) {
    EXPECT_EQ(penalized_mean(std::vector<double>{1}, 1).reason, reason::too_short);
    EXPECT_EQ(penalized_mean(std::vector<double>{1, 2}, 0).reason, reason::bad_option);
    EXPECT_EQ(penalized_mean(std::vector<double>{1, 2}, not_a_number).reason, reason::bad_option);
    EXPECT_EQ(penalized_mean(std::vector<double>{1, 1e300}, 1).reason, reason::not_finite);
    EXPECT_FALSE(break_penalty(std::vector<double>(10, 3)));
}

TEST(pettitt, counts_pairs_across_the_break) {
    // All of the first 5 below all of the last 3: |U| = 5 x 3 at 5.
    const auto test = pettitt(std::vector<double>{1, 3, 2, 4, 0, 9, 8, 7});
    ASSERT_TRUE(test);
    EXPECT_EQ(test->k, 15);
    EXPECT_EQ(test->at, 5u);
    EXPECT_NEAR(test->p, 2 * std::exp(-6 * 225.0 / (512 + 64)), 1e-15);
    EXPECT_FALSE(pettitt(std::vector<double>(9, 1)));
    EXPECT_FALSE(pettitt(std::vector<double>{1, 2}));
    EXPECT_EQ(pettitt(std::vector<double>{1, 2, 1})->p, 1);
}

TEST(trend_test, counts_rising_and_falling_pairs) {
    const auto test = trend_test(std::vector<double>{1, 3, 2, 4, 4});
    EXPECT_EQ(test.s, 7);  // 8 rise, 1 falls, 1 tie
    EXPECT_DOUBLE_EQ(test.variance_s, (5 * 4 * 15 - 2 * 1 * 9) / 18.0);
    EXPECT_DOUBLE_EQ(test.z, 6 / std::sqrt(test.variance_s));
    EXPECT_NEAR(*test.p, std::erfc(test.z / std::sqrt(2)), 1e-15);
    // slopes of pairs: 2 .5 1 .75 | -1 .5 1/3 | 2 1 | 0: median of ten (.5 + .75) / 2
    EXPECT_DOUBLE_EQ(test.sen_slope, 0.625);
    EXPECT_DOUBLE_EQ(test.ols_slope, 0.7);
    // ranks (10 -+ 1.96 sd) / 2 of them, the upper one further: 1.121 and 9.879
    const double rank = (10 - 1.959963985 * std::sqrt(test.variance_s)) / 2;
    EXPECT_NEAR(*test.sen_lo, -1 + (rank - 1), 1e-8);
    EXPECT_DOUBLE_EQ(*test.sen_hi, 2);
}

TEST(trend_test, limits_the_slope_by_ranks) {
    // Gilbert (1987), example 16.3 in kind: the ranks by hand for twelve values without ties.
    const std::vector<double> values{1, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 12};
    const auto test = trend_test(values);
    std::vector<double> slopes;
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (std::size_t j = i + 1; j < values.size(); ++j) {
            slopes.push_back((values[j] - values[i]) / static_cast<double>(j - i));
        }
    }
    std::sort(slopes.begin(), slopes.end());
    // var s = 12 * 11 * 29 / 18 = 212.67, 1.96 sd = 28.58; ranks (66 - 28.58) / 2 and 48.29
    EXPECT_NEAR(*test.sen_lo, std::lerp(slopes[17], slopes[18], 0.70879), 1e-4);
    EXPECT_NEAR(*test.sen_hi, std::lerp(slopes[47], slopes[48], 0.29121), 1e-4);
    EXPECT_LT(*test.sen_lo, test.sen_slope);
    EXPECT_GT(*test.sen_hi, test.sen_slope);
}

TEST(trend_test, turns_round_with_time) {
    const auto values = noise(40, 12);
    const std::vector<double> back(values.rbegin(), values.rend());
    const auto one = trend_test(values), two = trend_test(back);
    EXPECT_EQ(one.s, -two.s);
    EXPECT_DOUBLE_EQ(one.z, -two.z);
    EXPECT_NEAR(one.sen_slope, -two.sen_slope, 1e-15);
    EXPECT_NEAR(*one.sen_lo, -*two.sen_hi, 1e-12);
    EXPECT_NEAR(*one.ols_p, *two.ols_p, 1e-12);
}

TEST(trend_test, speaks_of_a_straight_line_without_rest) {
    const auto test = trend_test(std::vector<double>{2, 4, 6, 8, 10, 12});
    EXPECT_DOUBLE_EQ(test.sen_slope, 2);
    EXPECT_EQ(*test.ols_p, 0);
    EXPECT_LT(*test.p, 0.01);
}

TEST(trend_test, of_equal_values_has_no_p) {
    const auto test = trend_test(std::vector<double>(8, 3.5));
    EXPECT_EQ(test.s, 0);
    EXPECT_FALSE(test.p || test.ols_p || test.autocorrelation);
    EXPECT_EQ(test.sen_slope, 0);
}

TEST(trend_test, uses_the_times_given) {
    const std::vector<double> values{1, 2, 4};
    EXPECT_DOUBLE_EQ(trend_test(std::vector<double>{0, 10, 30}, values).sen_slope, 0.1);
    EXPECT_FALSE(trend_test(values).sen_lo);  // three pairs are too few to be 95 % sure
    EXPECT_EQ(trend_test(std::vector<double>{0, 10, 10}, values).reason, reason::bad_option);
    EXPECT_EQ(trend_test(std::vector<double>{1}).reason, reason::too_short);
    EXPECT_EQ(trend_test(std::vector<double>{1, not_a_number}).reason, reason::not_finite);
}

TEST(trend_test, rejects_a_series_at_rest_about_as_often_as_declared) {
    int rejected = 0;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        rejected += *trend_test(noise(20, seed)).p < 0.05;
    }
    EXPECT_NEAR(rejected / 2000.0, 0.05, 0.015);
}

}  // namespace
}  // namespace styk::stats
