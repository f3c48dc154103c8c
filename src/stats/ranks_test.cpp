#include "stats/ranks.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "base/result.h"
#include "stats/random.h"

namespace styk::stats {

namespace {

using Values = std::vector<double>;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Values random_values(std::size_t n, std::uint64_t levels, Generator& random) {
    Values values(n);
    for (double& value : values) {
        value = static_cast<double>(random.below(levels));
    }
    return values;
}

TEST(Ranks, share_the_mean_where_values_are_equal) {
    EXPECT_EQ(ranks(Values{3, 1, 3, 2}), (Values{3.5, 1, 3.5, 2}));
    EXPECT_TRUE(ranks(Values{}).empty());
    EXPECT_THROW(static_cast<void>(ranks(Values{1, nan})), Fault);
}

TEST(MannWhitney, of_numbers_is_that_of_the_histogram) {
    Generator random(1);
    for (int trial = 0; trial < 50; ++trial) {
        const auto a = random_values(30, 11, random), b = random_values(40, 11, random);
        auto first = empty_histogram(0, 10), second = first;
        for (const double value : a) {
            ++first.counts[static_cast<std::size_t>(value)];
        }
        for (const double value : b) {
            ++second.counts[static_cast<std::size_t>(value)];
        }
        const auto by_rank = mann_whitney(a, b), by_count = mann_whitney(first, second);
        EXPECT_NEAR(by_rank->u, by_count->u, 1e-9);
        EXPECT_NEAR(*by_rank->p, *by_count->p, 1e-12);
    }
    EXPECT_FALSE(mann_whitney(Values{}, Values{1}));
    EXPECT_FALSE(mann_whitney(Values{2, 2}, Values{2})->p);
}

TEST(KruskalWallis, of_two_groups_is_the_square_of_the_z_of_mann_whitney) {
    Generator random(2);
    const std::vector<Values> groups{random_values(25, 5, random), random_values(35, 7, random)};
    const auto kruskal = kruskal_wallis(groups);
    EXPECT_NEAR(kruskal->p, *mann_whitney(groups[0], groups[1])->p, 1e-12);
    EXPECT_EQ(kruskal->df, 1U);
}

TEST(KruskalWallis, of_three_groups_counted_by_hand) {  // ranks 1 2 | 3 4 | 5 6: H = 32/7
    const std::vector<Values> groups{{1, 2}, {3, 4}, {5, 6}, {}};
    const auto kruskal = kruskal_wallis(groups);
    EXPECT_NEAR(kruskal->h, 32.0 / 7, 1e-12);
    EXPECT_NEAR(kruskal->p, std::exp(-16.0 / 7), 1e-12);  // chi-squared, 2 degrees of freedom
    EXPECT_FALSE(kruskal_wallis(std::vector<Values>{{1, 2}, {}}));
    EXPECT_FALSE(kruskal_wallis(std::vector<Values>{{1}, {1}}));
    EXPECT_FALSE(kruskal_wallis(std::vector<Values>{}));
}

TEST(Kendall, counts_as_the_definition_does) {
    Generator random(3);
    for (int trial = 0; trial < 40; ++trial) {
        const auto x = random_values(25, 6, random), y = random_values(25, 4, random);
        double agree = 0, in_x = 0, in_y = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                const double a = (x[i] > x[j]) - (x[i] < x[j]), b = (y[i] > y[j]) - (y[i] < y[j]);
                agree += a * b;
                in_x += a * a;
                in_y += b * b;
            }
        }
        EXPECT_NEAR(*kendall(x, y), agree / std::sqrt(in_x * in_y), 1e-12);
    }
}

TEST(Correlation, sees_order_only_where_it_should) {
    const Values x{1, 2, 3, 4, 5}, cubes{1, 8, 27, 64, 125}, down{5, 4, 3, 2, 1};
    EXPECT_NEAR(*spearman(x, cubes), 1, 1e-15);
    EXPECT_NEAR(*kendall(x, down), -1, 1e-15);
    EXPECT_LT(*pearson(x, cubes), 1);
    EXPECT_NEAR(*spearman(x, Values{2, 1, 4, 3, 5}), 0.8, 1e-15);
    EXPECT_NEAR(*kendall(x, Values{2, 1, 4, 3, 5}), 0.6, 1e-15);
}

TEST(Correlation, is_nothing_without_pairs_spread_or_limits) {
    const Values one{1}, two{1, 2}, same{3, 3};
    EXPECT_FALSE(pearson(one, one));
    EXPECT_FALSE(spearman(two, same));
    EXPECT_FALSE(kendall(same, two));
    EXPECT_FALSE(pearson(Values{}, Values{}));
    EXPECT_FALSE(pearson(two, Values{1e300, -1e300}));
    EXPECT_FALSE(pearson(two, Values{nan, 1}));
    EXPECT_THROW(static_cast<void>(pearson(one, two)), Fault);
}

TEST(EffectSize, of_two_small_groups_counted_by_hand) {
    const auto effect = cohens_d(summary_of(Values{1, 2, 3}), summary_of(Values{3, 4, 5}));
    EXPECT_NEAR(effect->d, -2, 1e-15);
    EXPECT_NEAR(effect->hedges_factor, 1 - 3.0 / 15, 1e-15);
    EXPECT_FALSE(cohens_d(summary_of(Values{1, 1}), summary_of(Values{2, 2})));
    EXPECT_FALSE(cohens_d(summary_of(Values{1}), summary_of(Values{2})));
}

TEST(Summary, keeps_its_digits_far_from_zero) {
    const auto summary = summary_of(Values{1e9 + 1, 1e9 + 2, 1e9 + 4});
    EXPECT_NEAR(summary.variance, 7.0 / 3, 1e-12);
    EXPECT_EQ(summary_of(Values{}).n, 0);
}

TEST(Welch, has_no_limits_without_spread_or_with_one_answer) {
    EXPECT_FALSE(welch_test({1, 2, 0}, {5, 3, 1}));
    EXPECT_FALSE(welch_test({5, 2, 0}, {5, 3, 0}));
    // Equal n and variances: Student's t with 2 n - 2 degrees of freedom.
    const auto test = welch_test({10, 1, 2}, {10, 0, 2});
    EXPECT_NEAR(test->df, 18, 1e-12);
    EXPECT_NEAR(test->t, 1 / std::sqrt(0.4), 1e-12);
}

}  // namespace

}  // namespace styk::stats
