#include "stats/paired.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "base/result.h"
#include "stats/random.h"

namespace styk::stats {
namespace {

TEST(Paired, extra_hours_of_sleep_as_student_found) {
    // Student 1908: hours gained under two drugs by ten patients; t = 4.0621, p = .00283.
    const std::vector<double> one{.7, -1.6, -.2, -1.2, -.1, 3.4, 3.7, .8, 0, 2};
    const std::vector<double> two{1.9, .8, 1.1, .1, -.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    const auto found = paired_gap(one, two);
    EXPECT_NEAR(found.gap, 1.58, 1e-12);
    EXPECT_NEAR(*found.t, 4.0621, 5e-5);
    EXPECT_NEAR(*found.p, .002833, 5e-7);
    EXPECT_NEAR(found.interval->lo, .7001142, 5e-7);
    EXPECT_NEAR(found.interval->hi, 2.4598858, 5e-7);
    EXPECT_DOUBLE_EQ(found.share_met, 0.1);
    EXPECT_DOUBLE_EQ(found.share_above, 0.9);
}

TEST(Paired, ranks_of_depression_scores_as_published) {
    // Hollander & Wolfe 1973, p. 29: V = 40, one-sided p = .01953.
    const std::vector<double> before{1.83, .50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
    const std::vector<double> after{.878, .647, .598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
    const auto found = paired_gap(after, before);
    ASSERT_TRUE(found.by_rank);
    EXPECT_TRUE(found.by_rank->exact);
    EXPECT_EQ(found.by_rank->v, 40);
    EXPECT_NEAR(found.by_rank->p, 20.0 / 512, 1e-15);
}

TEST(Paired, the_exact_and_the_normal_p_agree_for_many) {
    Generator generator(4);
    std::vector<double> differences;
    for (int i = 0; i < 49; ++i) {
        differences.push_back(generator.normal() + 0.3);
    }
    const auto exact = signed_rank(differences);
    differences.push_back(0);
    const auto normal = signed_rank(differences);
    EXPECT_TRUE(exact->exact);
    EXPECT_FALSE(normal->exact);
    EXPECT_EQ(exact->v, normal->v);
    EXPECT_NEAR(exact->p, normal->p, 0.01);
}

TEST(Paired, the_other_way_round_has_the_same_p) {
    const std::vector<double> a{7, 8, 5, 9, 10, 3, 7, 7}, b{6, 9, 7, 9, 8, 6, 9, 8};
    const auto one = paired_gap(a, b), other = paired_gap(b, a);
    EXPECT_DOUBLE_EQ(one.gap, -other.gap);
    EXPECT_DOUBLE_EQ(*one.p, *other.p);
    EXPECT_DOUBLE_EQ(one.by_rank->p, other.by_rank->p);
    EXPECT_DOUBLE_EQ(one.share_below, other.share_above);
    EXPECT_DOUBLE_EQ(one.interval->lo, -other.interval->hi);
    EXPECT_DOUBLE_EQ(one.share_below + one.share_met + one.share_above, 1);
}

TEST(Paired, says_why_there_is_no_test) {
    EXPECT_EQ(paired_gap({}, {}).reason, "no_answers");
    const std::vector<double> one{3}, two{5}, up{1, 2, 3}, more{2, 3, 4}, bad{1, NAN, 3};
    EXPECT_EQ(paired_gap(one, two).reason, "no_interval");
    EXPECT_EQ(paired_gap(one, two).gap, 2);
    EXPECT_EQ(paired_gap(up, more).reason, "no_spread");
    EXPECT_FALSE(paired_gap(up, more).p);
    EXPECT_EQ(paired_gap(up, bad).reason, "not_finite");
    EXPECT_EQ(paired_gap(one, std::vector<double>{1e300}).reason, "not_finite");
    EXPECT_FALSE(signed_rank(std::vector<double>{0, 0}));
    EXPECT_FALSE(signed_rank(bad));
    EXPECT_THROW((void)paired_gap(one, up), Fault);
}

}  // namespace
}  // namespace styk::stats
