#include "stats/control_chart.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "stats/random.h"
#include "stats/run_length.h"

namespace styk::stats {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

TEST(xmr_chart, limits_are_by_the_mean_moving_range) {
    const std::vector<double> values{10, 12, 9, 11, 13};  // ranges 2 3 2 2
    const auto chart = xmr_chart(values);
    EXPECT_DOUBLE_EQ(chart.center, 11);
    EXPECT_DOUBLE_EQ(chart.mean_range, 2.25);
    EXPECT_DOUBLE_EQ(chart.sigma, 2.25 / 1.128);
    EXPECT_DOUBLE_EQ(chart.ucl, 11 + 3 * 2.25 / 1.128);
    EXPECT_DOUBLE_EQ(chart.lcl, 11 - 3 * 2.25 / 1.128);
    EXPECT_DOUBLE_EQ(chart.range_ucl, 3.267 * 2.25);
    EXPECT_DOUBLE_EQ(chart.median_range, 2);
    EXPECT_DOUBLE_EQ(chart.sigma_of_median, 2 / 0.954);
}

TEST(xmr_chart, the_baseline_sets_limits_that_judge_all) {
    const auto chart = xmr_chart(std::vector<double>{1, 2, 1, 2, 1, 2, 9}, 6);
    EXPECT_DOUBLE_EQ(chart.center, 1.5);
    EXPECT_EQ(chart.signals.beyond_limits, Indices{6});
}

TEST(xmr_chart, rules_name_the_last_point_of_each_pattern) {
    const auto eight = rule_signals(std::vector<double>{-1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1}, 0, 10);
    EXPECT_EQ(eight.run_of_8, (Indices{8, 9}));
    EXPECT_TRUE(eight.beyond_limits.empty());
    const auto two_of_three = rule_signals(std::vector<double>{2.5, 0, 2.5, 0, 0, -2.5, 2.5}, 0, 1);
    EXPECT_EQ(two_of_three.two_of_three_beyond_2s, Indices{2});
    const auto four_of_five =
        rule_signals(std::vector<double>{-1.5, -1.5, 0, -1.5, -1.5, 1.5}, 0, 1);
    EXPECT_EQ(four_of_five.four_of_five_beyond_1s, Indices{4});
    const auto rising = rule_signals(std::vector<double>{0, 1, 2, 3, 4, 5, 6, 6, 5}, 3, 100);
    EXPECT_EQ(rising.six_trending, (Indices{5, 6}));
}

TEST(xmr_chart, a_point_on_the_limit_is_no_signal) {
    EXPECT_TRUE(rule_signals(std::vector<double>{3, -3}, 0, 1).beyond_limits.empty());
    EXPECT_EQ(rule_signals(std::vector<double>{3.001}, 0, 1).beyond_limits, Indices{0});
}

TEST(xmr_chart, mirrored_values_give_the_same_signals) {
    Generator generator(5);
    std::vector<double> values, mirrored;
    for (int i = 0; i < 300; ++i) {
        values.push_back(generator.normal());
        mirrored.push_back(-values.back());
    }
    const auto one = rule_signals(values, 0, 0.5), two = rule_signals(mirrored, 0, 0.5);
    EXPECT_FALSE(one.beyond_limits.empty());
    EXPECT_EQ(one.beyond_limits, two.beyond_limits);
    EXPECT_EQ(one.run_of_8, two.run_of_8);
    EXPECT_EQ(one.two_of_three_beyond_2s, two.two_of_three_beyond_2s);
    EXPECT_EQ(one.four_of_five_beyond_1s, two.four_of_five_beyond_1s);
    EXPECT_EQ(one.six_trending, two.six_trending);
}

TEST(xmr_chart, bad_series_give_a_reason) {
    EXPECT_EQ(xmr_chart({}).reason, reason::too_short);
    EXPECT_EQ(xmr_chart(std::vector<double>{1}).reason, reason::too_short);
    EXPECT_EQ(xmr_chart(std::vector<double>{1, not_a_number, 2}).reason, reason::not_finite);
    EXPECT_EQ(xmr_chart(std::vector<double>{1, 1e300, 2}).reason, reason::not_finite);
    EXPECT_EQ(xmr_chart(std::vector<double>{1, 2}, 0, 0).reason, reason::bad_option);
}

TEST(xmr_chart, a_constant_baseline_signals_any_other_value) {
    const auto chart = xmr_chart(std::vector<double>{5, 5, 5, 5, 6}, 4);
    EXPECT_EQ(chart.sigma, 0);
    EXPECT_EQ(chart.signals.beyond_limits, Indices{4});
    EXPECT_TRUE(xmr_chart(std::vector<double>{5, 5, 5}).signals.beyond_limits.empty());
}

TEST(cusum_chart, sums_what_exceeds_the_allowance) {
    const auto chart = cusum_chart(std::vector<double>{12, 12, 8, 4, 2, 2}, 10, 2, 0.5, 3);
    EXPECT_EQ(chart.plus, (std::vector<double>{0.5, 1, 0, 0, 0, 0}));
    EXPECT_EQ(chart.minus, (std::vector<double>{0, 0, 0.5, 3, 6.5, 10}));
    EXPECT_EQ(chart.signals, (Indices{4, 5}));  // 3 is not above 3
}

TEST(cusum_chart, bad_options_give_a_reason) {
    const std::vector<double> values{1, 2, 3};
    EXPECT_EQ(cusum_chart(values, 0, 0).reason, reason::bad_option);
    EXPECT_EQ(cusum_chart(values, 0, 1, -1).reason, reason::bad_option);
    EXPECT_EQ(cusum_chart(values, infinite, 1).reason, reason::not_finite);
    EXPECT_EQ(cusum_chart(std::vector<double>{infinite}, 0, 1).reason, reason::not_finite);
    EXPECT_TRUE(cusum_chart({}, 0, 1).signals.empty());
}

TEST(ewma_chart, starts_at_the_centre_with_exact_limits) {
    const auto chart = ewma_chart(std::vector<double>{14, 10}, 10, 2, 0.5, 3);
    EXPECT_EQ(chart.ewma, (std::vector<double>{12, 11}));
    EXPECT_DOUBLE_EQ(chart.ucl[0], 10 + 3 * 2 * std::sqrt(1.0 / 3 * 0.75));
    EXPECT_DOUBLE_EQ(chart.lcl[1], 10 - 3 * 2 * std::sqrt(1.0 / 3 * (1 - 0.0625)));
    EXPECT_EQ(ewma_chart(std::vector<double>{1}, 0, 1, 1.5).reason, reason::bad_option);
}

TEST(ewma_chart, of_weight_one_is_a_shewhart_chart) {
    const auto chart = ewma_chart(std::vector<double>{1, 4, -5}, 0, 1, 1, 3);
    EXPECT_EQ(chart.ewma, (std::vector<double>{1, 4, -5}));
    EXPECT_DOUBLE_EQ(chart.ucl[2], 3);
    EXPECT_EQ(chart.signals, (Indices{1, 2}));
}

TEST(p_chart, limits_follow_the_size_and_stay_shares) {
    const std::vector<double> counts{10, 10, 60}, sizes{100, 25, 100};
    const auto chart = p_chart(counts, sizes);
    const double p = 80.0 / 225;
    EXPECT_DOUBLE_EQ(chart.center, p);
    EXPECT_DOUBLE_EQ(*chart.ucl[0], p + 3 * std::sqrt(p * (1 - p) / 100));
    EXPECT_DOUBLE_EQ(*chart.lcl[1], p - 3 * std::sqrt(p * (1 - p) / 25));
    EXPECT_EQ(chart.signals, (Indices{0, 2}));
    const auto rare = p_chart(std::vector<double>{1, 0}, std::vector<double>{10, 10});
    EXPECT_EQ(*rare.lcl[0], 0);
    EXPECT_LE(*rare.ucl[0], 1);
}

TEST(p_chart, a_period_without_size_counts_nowhere) {
    const auto chart = p_chart(std::vector<double>{5, 0, 6, 5}, std::vector<double>{10, 0, 10, 10});
    EXPECT_DOUBLE_EQ(chart.center, 16.0 / 30);
    EXPECT_FALSE(chart.lcl[1] || chart.ucl[1] || chart.z[1] || chart.laney_lcl[1]);
    const auto alone = p_chart(std::vector<double>{5, 6, 5}, std::vector<double>{10, 10, 10});
    EXPECT_DOUBLE_EQ(*chart.laney_sigma_z, *alone.laney_sigma_z);
    EXPECT_EQ(p_chart({}, {}).reason, reason::too_short);
    EXPECT_EQ(p_chart(std::vector<double>{0}, std::vector<double>{0}).reason, reason::too_short);
}

TEST(p_chart, a_share_of_0_or_1_throughout_has_no_laney_limits) {
    const auto chart = p_chart(std::vector<double>{0, 0, 0}, std::vector<double>{5, 6, 7});
    EXPECT_EQ(chart.center, 0);
    EXPECT_FALSE(chart.laney_sigma_z);
    EXPECT_TRUE(chart.signals.empty());
    EXPECT_EQ(chart.laney_lcl.size(), 3u);
    EXPECT_FALSE(chart.laney_lcl[0]);
}

TEST(u_chart, rates_may_exceed_one) {
    const auto chart = u_chart(std::vector<double>{30, 50}, std::vector<double>{10, 10});
    EXPECT_DOUBLE_EQ(chart.center, 4);
    EXPECT_DOUBLE_EQ(*chart.ucl[0], 4 + 3 * std::sqrt(0.4));
}

TEST(nps_chart, mirrors_when_promoters_and_detractors_change_places) {
    const std::vector<NetCounts> periods{{50, 30, 20}, {20, 10, 30}, {9, 0, 1}, {0, 0, 0}};
    std::vector<NetCounts> mirrored;
    for (const auto& each : periods) {
        mirrored.push_back({each.negative, each.neutral, each.positive});
    }
    const auto one = nps_chart(periods), two = nps_chart(mirrored);
    EXPECT_DOUBLE_EQ(one.center, -two.center);
    EXPECT_DOUBLE_EQ(one.unit_variance, two.unit_variance);
    EXPECT_DOUBLE_EQ(*one.lcl[1], -*two.ucl[1]);
    EXPECT_EQ(one.signals, two.signals);
    EXPECT_FALSE(one.z[3]);
    EXPECT_EQ(nps_chart(std::vector<NetCounts>{{}}).reason, reason::too_short);
}

// The specification's exact range of false alarms a point, centre known, from n = 20.
TEST(nps_chart, a_process_at_rest_signals_as_rarely_as_declared) {
    Generator generator(11);
    std::vector<NetCounts> periods;
    for (int t = 0; t < 30000; ++t) {
        NetCounts counts;
        for (int i = 0; i < 40; ++i) {
            const double u = generator.uniform();
            ++(u < 0.45 ? counts.positive : u < 0.8 ? counts.neutral : counts.negative);
        }
        periods.push_back(counts);
    }
    const auto chart = nps_chart(periods);
    const double rate = static_cast<double>(chart.signals.size()) / 30000;
    EXPECT_GT(rate, 0.0017 - 0.0009);  // 3 standard errors of the count
    EXPECT_LT(rate, 0.0037 + 0.0010);
    EXPECT_NEAR(*chart.laney_sigma_z, 1, 0.03);
    EXPECT_FALSE(is_overdispersed(chart));
}

TEST(run_length, agrees_with_the_printed_tables) {
    EXPECT_NEAR(*shewhart_run_length(3), 370.4, 0.05);  // Montgomery
    EXPECT_NEAR(*shewhart_run_length(3, 1), 43.9, 0.05);
    EXPECT_NEAR(*cusum_run_length(0.5, 4), 168, 0.5);
    EXPECT_NEAR(*cusum_run_length(0.5, 5), 465, 0.5);
    EXPECT_NEAR(*cusum_run_length(0.5, 4, 1), 8.38, 0.005);
    EXPECT_NEAR(*cusum_run_length(0.5, 5, 1), 10.4, 0.05);
    EXPECT_NEAR(*ewma_run_length(0.1, 2.814), 500, 0.5);  // Lucas & Saccucci 1990
    EXPECT_NEAR(*ewma_run_length(0.1, 2.814, 1), 10.3, 0.05);
    EXPECT_NEAR(*ewma_run_length(1, 3), *shewhart_run_length(3), 1e-6);
}

TEST(run_length, a_simulated_cusum_runs_as_long) {
    Generator generator(3);
    double total = 0;
    constexpr int runs = 3000;
    for (int run = 0; run < runs; ++run) {
        double plus = 0, minus = 0;
        for (; plus <= 4 && minus <= 4; ++total) {
            const double z = generator.normal();
            plus = std::max(0.0, plus + z - 0.5);
            minus = std::max(0.0, minus - z - 0.5);
        }
    }
    const double expected = *cusum_run_length(0.5, 4);
    EXPECT_NEAR(total / runs, expected, 3 * expected / std::sqrt(runs));
}

TEST(run_length, the_planner_turns_it_around) {
    EXPECT_NEAR(*cusum_run_length(0.5, *cusum_limit_for(260)), 260, 0.01);
    EXPECT_NEAR(*ewma_run_length(0.2, *ewma_limit_for(260, 0.2)), 260, 0.01);
    EXPECT_NEAR(*shewhart_run_length(*shewhart_limit_for(260)), 260, 1e-6);
    EXPECT_NEAR(expected_false_alarms(200, 52, 1 / 0.0027), 28, 0.1);
}

TEST(run_length, senseless_limits_give_nothing) {
    EXPECT_FALSE(shewhart_run_length(0));
    EXPECT_FALSE(shewhart_run_length(not_a_number));
    EXPECT_FALSE(cusum_run_length(0.5, -1));
    EXPECT_FALSE(cusum_run_length(0.5, infinite));
    EXPECT_FALSE(ewma_run_length(0, 3));
    EXPECT_FALSE(ewma_run_length(0.1, 3, infinite));
    EXPECT_FALSE(cusum_limit_for(1));
    EXPECT_FALSE(shewhart_limit_for(infinite));
}

}  // namespace
}  // namespace styk::stats
