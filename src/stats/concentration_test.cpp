#include "stats/concentration.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <vector>

#include "base/result.h"
#include "stats/quantile.h"
#include "stats/random.h"

namespace styk::stats {
namespace {

Concentration of(const std::vector<double>& values) {
    return concentration(value_histogram(values));
}

std::vector<double> skewed(std::size_t n, std::uint64_t seed) {
    Generator generator(seed);
    std::vector<double> values;
    for (std::size_t i = 0; i < n; ++i) {
        values.push_back(std::floor(1000 * std::exp(1.5 * generator.normal())));
    }
    return values;
}

// By the definition: mean absolute difference over twice the mean.
double gini_by_pairs(const std::vector<double>& values) {
    double differences = 0, sum = 0;
    for (const double a : values) {
        sum += a;
        for (const double b : values) {
            differences += std::abs(a - b);
        }
    }
    return differences / (2 * static_cast<double>(values.size()) * sum);
}

TEST(Concentration, gini_is_the_mean_difference_over_twice_the_mean) {
    const auto values = skewed(300, 1);
    EXPECT_NEAR(*of(values).gini, gini_by_pairs(values), 1e-12);
}

TEST(Concentration, gini_lies_between_none_and_one_customer_having_all) {
    EXPECT_EQ(*of({7, 7, 7, 7}).gini, 0);
    EXPECT_DOUBLE_EQ(*of({0, 0, 0, 10}).gini, 0.75);
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const auto found = of(skewed(50, seed));
        EXPECT_GT(*found.gini, 0);
        EXPECT_LT(*found.gini, 1 - 1.0 / 50);
    }
}

TEST(Concentration, does_not_depend_on_the_unit_of_money) {
    auto values = skewed(100, 4);
    const auto found = of(values);
    for (double& value : values) {
        value *= 1e-3;
    }
    EXPECT_NEAR(*of(values).gini, *found.gini, 1e-13);
    EXPECT_NEAR(*of(values).gini_se, *found.gini_se, 1e-13);
    EXPECT_NEAR(of(values).lorenz->share_of_top(0.2), found.lorenz->share_of_top(0.2), 1e-13);
}

TEST(Concentration, jackknife_equals_leaving_each_customer_out) {
    const auto values = skewed(40, 5);
    const auto n = static_cast<double>(values.size());
    double mean = 0, squares = 0;
    std::vector<double> without;
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto rest = values;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
        without.push_back(gini_by_pairs(rest));
        mean += without.back() / n;
    }
    for (const double gini : without) {
        squares += (gini - mean) * (gini - mean);
    }
    EXPECT_NEAR(*of(values).gini_se, std::sqrt((n - 1) / n * squares), 1e-12);
}

TEST(Concentration, merged_counts_give_the_figures_of_the_whole) {
    const auto values = skewed(90, 6);
    ValueHistogram a, b;
    for (std::size_t i = 0; i < values.size(); ++i) {
        (i % 3 == 0 ? a : b).add(values[i]);
    }
    ValueHistogram ab = a, ba = b;
    ab.merge(b);
    ba.merge(a);
    EXPECT_EQ(ab, ba);
    EXPECT_EQ(ab, value_histogram(values));
    ab.merge({});
    EXPECT_EQ(ab, ba);
}

TEST(Concentration, a_fractional_customer_is_interpolated) {
    const Lorenz lorenz(value_histogram(std::vector<double>{1, 2, 3, 4}));
    EXPECT_DOUBLE_EQ(lorenz.share_of_top(0.25), 0.4);
    EXPECT_DOUBLE_EQ(lorenz.share_of_top(0.375), 0.55);  // and half of the customer who gives 3
    EXPECT_DOUBLE_EQ(lorenz.share_of_least(0.5), 0.3);
    EXPECT_DOUBLE_EQ(lorenz.top_customers_for(0.7), 0.5);
    EXPECT_EQ(lorenz.share_of_top(1), 1);
    EXPECT_EQ(lorenz.share_of_top(0), 0);
}

TEST(Concentration, the_whole_value_comes_from_those_who_gave_some) {
    const Lorenz lorenz(value_histogram(std::vector<double>{0, 0, 0, 5}));
    EXPECT_DOUBLE_EQ(lorenz.top_customers_for(1), 0.25);
}

TEST(Concentration, says_why_there_is_no_figure) {
    EXPECT_EQ(of({}).reason, "no_customers");
    EXPECT_EQ(of({0, 0}).reason, "zero_total");
    EXPECT_EQ(of({-1, 5}).reason, "negative_value");
    EXPECT_FALSE(of({-1, 5}).gini);
    EXPECT_EQ(of({3}).reason, "one_customer");
    EXPECT_EQ(*of({3}).gini, 0);
    EXPECT_FALSE(of({3}).gini_se);
    EXPECT_EQ(of({1.5e308, 1.6e308}).reason, "too_large");
    EXPECT_THROW((void)of({NAN}), Fault);
    EXPECT_THROW((void)of({std::numeric_limits<double>::infinity()}), Fault);
    EXPECT_NEAR(*of({1e300, 3e300}).gini, 0.25, 1e-12);
}

TEST(Whale, the_peak_is_where_the_loss_makers_begin) {
    const auto curve = whale_curve({-30, 100, 50, -20});
    ASSERT_TRUE(curve);
    EXPECT_EQ(curve->customers_at_peak, 2U);
    EXPECT_DOUBLE_EQ(curve->peak_share, 1.5);
    EXPECT_DOUBLE_EQ(curve->cumulative_share.back(), 1);
    EXPECT_FALSE(whale_curve({}));
    EXPECT_FALSE(whale_curve({5, -5}));
    EXPECT_FALSE(whale_curve({NAN, 1}));
}

TEST(Mirror, gaps_of_value_and_cost_sum_to_nothing) {
    const auto value = skewed(47, 8);
    const auto cost = skewed(47, 9);
    const auto mirror = investment_mirror(value, cost);
    ASSERT_TRUE(mirror);
    double sum = 0, before = 2;
    for (const auto& group : *mirror) {
        sum += group.gap;
        EXPECT_LE(group.value_share / before, 2);
        before = group.value_share;
    }
    EXPECT_NEAR(sum, 0, 1e-12);
    EXPECT_FALSE(investment_mirror(value, std::vector<double>(47, 0.0)));
    EXPECT_FALSE(investment_mirror(std::vector<double>{1, 2}, std::vector<double>{1, 2}));
}

TEST(Quantile, is_type_7_and_nothing_for_what_has_no_order) {
    EXPECT_DOUBLE_EQ(*quantile({4, 1, 3, 2}, 0.5), 2.5);
    EXPECT_DOUBLE_EQ(*quantile({1, 2, 3, 4, 5}, 0.9), 4.6);
    EXPECT_EQ(*quantile({7}, 0.3), 7);
    EXPECT_FALSE(quantile({}, 0.5));
    EXPECT_FALSE(quantile({1, NAN}, 0.5));
    EXPECT_FALSE(quantile({1, 2}, 1.5));
}

}  // namespace
}  // namespace styk::stats
