#include "stats/driver_map.h"

#include <array>
#include <cmath>
#include <gtest/gtest.h>

#include "base/result.h"
#include "stats/kano.h"
#include "stats/penalty_reward.h"

namespace styk::stats {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

TEST(driver_map, four_fields_meet_at_the_means) {
    const std::array importance{0.4, 0.3, 0.2, 0.1};
    const std::array performance{8.0, 5.0, 9.0, 4.0};
    const auto cuts = mean_cuts(importance, performance);
    ASSERT_TRUE(cuts);
    EXPECT_NEAR(cuts->across, 0.25, 1e-15);
    EXPECT_EQ(cuts->up, 6.5);
    const auto fields = map_fields(importance, performance, *cuts);
    EXPECT_EQ(fields[0], MapField::keep_up);
    EXPECT_EQ(fields[1], MapField::concentrate_here);
    EXPECT_EQ(fields[2], MapField::possible_overkill);
    EXPECT_EQ(fields[3], MapField::low_priority);
    EXPECT_EQ(name(fields[1]), "concentrate here");
}

TEST(driver_map, a_point_on_a_line_counts_as_above_it) {
    const std::array same{0.1, 0.1, 0.1};
    const auto fields = map_fields(same, same, *mean_cuts(same, same));
    EXPECT_EQ(fields, std::vector(3, MapField::keep_up));
    EXPECT_TRUE(on_the_line(0.1, 0.3, 0.3));
    EXPECT_FALSE(on_the_line(0.1, 0.3, 0.31));
}

TEST(driver_map, medians_stand_in_the_middle) {
    const std::array odd{3.0, 1.0, 100.0};
    const std::array even{4.0, 2.0, 8.0, 6.0};
    EXPECT_EQ(median_cuts(odd, odd)->up, 3);
    EXPECT_EQ(median_cuts(even, even)->across, 5);
}

TEST(driver_map, nothing_to_cut_gives_nothing) {
    const std::array one{1.0}, broken{std::nan("")};
    EXPECT_FALSE(mean_cuts({}, {}));
    EXPECT_FALSE(mean_cuts(one, broken));
    EXPECT_FALSE(median_cuts(one, {}));
    EXPECT_THROW((void)map_fields(one, {}, Cuts{}), Fault);
    EXPECT_TRUE(shares_of(std::array{0.0, 0.0}).empty());
    EXPECT_TRUE(shares_of({}).empty());
    EXPECT_TRUE(shares_of(broken).empty());
    EXPECT_EQ(shares_of(std::array{1.0, 3.0}), (std::vector{0.25, 0.75}));
}

TEST(kano, evaluates_pairs_by_the_table) {
    const std::vector<std::pair<std::size_t, std::size_t>> answers{
        {0, 4}, {0, 4}, {0, 2}, {1, 4}, {3, 4}, {2, 2}, {1, 0}, {4, 4}
    };
    const auto result = kano(answers);
    EXPECT_EQ(result.count('O'), 2U);
    EXPECT_EQ(result.count('A'), 1U);
    EXPECT_EQ(result.count('M'), 2U);
    EXPECT_EQ(result.count('I'), 1U);
    EXPECT_EQ(result.count('R'), 1U);
    EXPECT_EQ(result.count('Q'), 1U);
    EXPECT_EQ(result.n(), 8U);
    EXPECT_NEAR(*result.better, 3.0 / 6, 1e-15);
    EXPECT_NEAR(*result.worse, -4.0 / 6, 1e-15);
    EXPECT_NEAR(*result.total_strength, 5.0 / 8, 1e-15);
    EXPECT_EQ(*result.category, 'M');  // as many as O: what is missed most stands first
    EXPECT_EQ(*result.category_strength, 0);
}

TEST(kano, says_nothing_without_usable_answers) {
    const auto none = kano(std::array<std::uint64_t, 6>{});
    EXPECT_FALSE(none.better);
    EXPECT_FALSE(none.category);
    EXPECT_FALSE(none.total_strength);
    const auto reverse = kano(std::array<std::uint64_t, 6>{0, 0, 0, 0, 4, 1});
    EXPECT_FALSE(reverse.better);
    EXPECT_FALSE(reverse.worse);
    EXPECT_EQ(*reverse.category, 'R');
    EXPECT_NEAR(*reverse.category_strength, 0.6, 1e-15);
    const auto indifferent = kano(std::array<std::uint64_t, 6>{0, 0, 0, 9, 0, 0});
    EXPECT_EQ(*indifferent.worse, 0);
    EXPECT_FALSE(std::signbit(*indifferent.worse));
}

TEST(kano, refuses_what_the_table_does_not_know) {
    const std::vector<std::pair<std::size_t, std::size_t>> beyond{{5, 0}}, first{{0, 0}};
    EXPECT_THROW((void)kano(beyond), Fault);
    EXPECT_THROW((void)kano(first, {{'X'}}), Fault);
    EXPECT_EQ(kano(first, {{'A'}}).count('A'), 1U);
    EXPECT_EQ(kano(first).count('Z'), 0U);
}

// One attribute: the contrasts are differences of group means.
TEST(penalty_reward, of_one_attribute_is_the_difference_to_the_middle) {
    VectorXd outcome(9);
    outcome << 2, 3, 4, 6, 6, 7, 7, 8, 6;
    MatrixXd low = MatrixXd::Zero(9, 1), high = MatrixXd::Zero(9, 1);
    low.topRows(3).setOnes();
    high.bottomRows(3).setOnes();
    const auto result = penalty_reward(outcome, low, high);
    ASSERT_EQ(result.reason, "");
    EXPECT_NEAR(result.intercept, 19.0 / 3, 1e-13);
    EXPECT_NEAR(*result.contrasts[0].penalty, 3 - 19.0 / 3, 1e-13);
    EXPECT_NEAR(*result.contrasts[0].reward, 7 - 19.0 / 3, 1e-13);
    // sigma^2 = (2 + 2/3 + 2) / 6; t = -3.3333 / sqrt(sigma^2 * 2/3), 6 degrees of freedom.
    EXPECT_NEAR(*t_value(result.fit, 1), -10.0 / 3 / std::sqrt(14.0 / 18 * 2 / 3), 1e-12);
    EXPECT_EQ(result.contrasts[0].attribute, Attribute::basic);
    EXPECT_EQ(result.contrasts[0].n_low, 3);
    EXPECT_EQ(name(result.contrasts[0].attribute), "basic");
}

TEST(penalty_reward, groups_without_members_and_doubled_ones_have_no_contrast) {
    VectorXd outcome(8);
    outcome << 1, 2, 1, 2, 8, 9, 9, 8;
    const MatrixXd low = MatrixXd::Zero(8, 2);
    MatrixXd high = MatrixXd::Zero(8, 2);
    high.col(0).tail(4).setOnes();
    high.col(1).tail(4).setOnes();
    const auto result = penalty_reward(outcome, low, high);
    ASSERT_EQ(result.reason, "");
    EXPECT_FALSE(result.contrasts[0].penalty);
    EXPECT_NEAR(*result.contrasts[0].reward, 7, 1e-12);
    EXPECT_EQ(result.contrasts[0].attribute, Attribute::excitement);
    EXPECT_FALSE(result.contrasts[1].reward);
    EXPECT_EQ(result.contrasts[1].attribute, Attribute::indifferent);
    EXPECT_EQ(result.contrasts[1].n_high, 4);
}

TEST(penalty_reward, unusable_input_gives_a_reason) {
    const MatrixXd none(0, 1);
    EXPECT_EQ(penalty_reward(VectorXd(0), none, none).reason, "too_few_rows");
    const VectorXd outcome = VectorXd::Constant(3, std::nan(""));
    const MatrixXd zeros = MatrixXd::Zero(3, 1);
    EXPECT_EQ(penalty_reward(outcome, zeros, zeros).reason, "not_finite");
    EXPECT_EQ(penalty_reward(VectorXd::Ones(3), outcome, zeros).reason, "not_finite");
    EXPECT_THROW((void)penalty_reward(outcome, zeros, none), Fault);
}

}  // namespace styk::stats
