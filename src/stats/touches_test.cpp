#include "stats/touches.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "base/result.h"
#include "stats/moments_of_truth.h"
#include "stats/peak_end.h"
#include "stats/random.h"

namespace styk::stats {
namespace {

struct Journeys {
    std::vector<Touch> touches;
    Overall overall;
};

// Touchpoint k is met by 60 % and weighs slopes[k]; always_met by all.
Journeys simulated(
    const std::vector<double>& slopes, int customers, bool always_met, std::uint64_t seed
) {
    Generator generator(seed);
    Journeys found;
    for (int customer = 0; customer < customers; ++customer) {
        double overall = 6;
        for (std::size_t k = 0; k < slopes.size(); ++k) {
            if ((always_met && k == 0) || generator.uniform() < 0.6) {
                const double score = 5 + 2 * generator.normal();
                found.touches.push_back(
                    {static_cast<std::uint32_t>(customer),
                     static_cast<std::uint32_t>(k),
                     static_cast<double>(k),
                     score}
                );
                overall += slopes[k] * (score - 5);
            }
        }
        found.overall.emplace_back(overall + 0.5 * generator.normal());
    }
    return found;
}

TEST(MomentsOfTruth, finds_the_touchpoint_that_decides) {
    const auto [touches, overall] = simulated({0.2, 0.9, 0.3, 0.1}, 600, false, 1);
    const auto found = moments_of_truth(touches, overall, 4, {9, Resampling{200, 7}});
    ASSERT_TRUE(found.reason.empty());
    EXPECT_EQ(found.rank.front(), 1U);
    EXPECT_EQ(found.rank.back(), 3U);
    EXPECT_NEAR(*found.touchpoints[1].slope, 0.9, 0.05);
    EXPECT_NEAR(found.touchpoints[1].reach, 0.6, 0.07);
    EXPECT_TRUE(found.touchpoints[1].of_truth);
    EXPECT_FALSE(found.touchpoints[3].of_truth);
    double share = 0;
    for (const auto& moment : found.touchpoints) {
        share += *moment.share;
        EXPECT_GE(*moment.p_bh, *moment.p);
        EXPECT_LE(moment.impact_interval->lo, *moment.impact);
        EXPECT_GE(moment.impact_interval->hi, *moment.impact);
    }
    EXPECT_NEAR(share, *found.r2, 1e-9);
}

TEST(MomentsOfTruth, a_touchpoint_all_customers_meet_needs_no_presence) {
    const auto [touches, overall] = simulated({0.5, 0.4}, 300, true, 2);
    const auto found = moments_of_truth(touches, overall, 2);
    ASSERT_TRUE(found.reason.empty());
    EXPECT_EQ(found.touchpoints[0].reach, 1);
    EXPECT_NEAR(*found.touchpoints[0].slope, 0.5, 0.05);
    EXPECT_FALSE(found.touchpoints[0].impact_interval);
}

TEST(MomentsOfTruth, impact_and_gain_are_products) {
    const auto [touches, overall] = simulated({0.5, 0.4}, 200, false, 3);
    const auto found = moments_of_truth(touches, overall, 2, {8, {}});
    for (const auto& moment : found.touchpoints) {
        EXPECT_NEAR(*moment.impact, *moment.slope * *moment.sd_score * moment.reach, 1e-12);
        EXPECT_NEAR(*moment.gain, *moment.slope * (8 - *moment.mean_score) * moment.reach, 1e-12);
    }
}

TEST(MomentsOfTruth, a_touchpoint_nobody_met_or_that_never_varies_has_no_slope) {
    auto [touches, overall] = simulated({0.5}, 100, false, 4);
    for (std::uint32_t customer = 0; customer < 30; ++customer) {
        touches.push_back({customer, 1, 9, 7});
    }
    const auto found = moments_of_truth(touches, overall, 3);
    ASSERT_TRUE(found.reason.empty());
    EXPECT_TRUE(found.touchpoints[0].slope);
    EXPECT_FALSE(found.touchpoints[1].slope);
    EXPECT_TRUE(found.touchpoints[1].few);
    EXPECT_FALSE(found.touchpoints[2].mean_score);
    EXPECT_EQ(found.rank, (std::vector<std::size_t>{0}));
}

TEST(MomentsOfTruth, says_why_there_is_no_answer) {
    EXPECT_EQ(moments_of_truth({}, {}, 2).reason, "no_answers");
    EXPECT_EQ(moments_of_truth({}, Overall(3), 2).reason, "no_answers");
    const std::vector<Touch> one{{0, 0, 1, 5}};
    const auto small = moments_of_truth(one, Overall{{5.0}}, 1);
    EXPECT_FALSE(small.touchpoints[0].slope);
    EXPECT_THROW((void)moments_of_truth(one, Overall{{5.0}}, 0), Fault);
    EXPECT_THROW(
        (void)moments_of_truth(std::vector<Touch>{{2, 0, 1, 5}}, Overall{{5.0}}, 1), Fault
    );
    EXPECT_THROW(
        (void)moments_of_truth(std::vector<Touch>{{0, 0, 1, NAN}}, Overall{{5.0}}, 1), Fault
    );
}

TEST(PeakEnd, the_peak_is_the_first_of_those_furthest_from_the_mean) {
    const std::vector<Touch> journey{{0, 0, 1, 6}, {0, 1, 2, 2}, {0, 2, 3, 8}, {0, 3, 4, 4}};
    const auto shape = journey_shape(journey, 5);
    ASSERT_TRUE(shape);
    EXPECT_EQ(shape->peak, 2);
    EXPECT_EQ(shape->end, 4);
    EXPECT_EQ(shape->first, 6);
    EXPECT_EQ(shape->min, 2);
    EXPECT_EQ(shape->max, 8);
    EXPECT_EQ(shape->mean, 5);
    EXPECT_DOUBLE_EQ(*shape->trend, (-1.5 * 1 + -0.5 * -3 + 0.5 * 3 + 1.5 * -1) / 5);
    EXPECT_FALSE(journey_shape({}, 5));
    EXPECT_FALSE(journey_shape(std::vector<Touch>{{0, 0, 1, 6}}, 5)->trend);
}

TEST(PeakEnd, an_end_that_counts_twice_is_seen) {
    Generator generator(6);
    Journeys made;
    for (std::uint32_t customer = 0; customer < 300; ++customer) {
        double sum = 0, last = 0;
        for (int step = 0; step < 4; ++step) {
            last = 5 + 2 * generator.normal();
            sum += last;
            made.touches.push_back({customer, 0, static_cast<double>(step), last});
        }
        made.overall.emplace_back(0.5 * sum / 4 + 0.5 * last + 0.3 * generator.normal());
    }
    const auto found = peak_end(made.touches, made.overall);
    ASSERT_TRUE(found.reason.empty());
    EXPECT_TRUE(found.enough);
    EXPECT_NEAR(found.fit.coefficients[3], 0.5, 0.06);
    EXPECT_NEAR(found.fit.coefficients[2], 0, 0.06);
    EXPECT_LT(*found.p, 1e-20);
    EXPECT_GT(*found.fit.r2, *found.r2_mean);
    EXPECT_GT(*found.correlations.end, *found.correlations.first);
}

TEST(PeakEnd, journeys_of_one_touch_cannot_tell) {
    std::vector<Touch> touches;
    Overall overall;
    for (std::uint32_t customer = 0; customer < 30; ++customer) {
        touches.push_back({customer, 0, 1, static_cast<double>(customer % 7)});
        overall.emplace_back(customer % 5);
    }
    const auto found = peak_end(touches, overall);
    EXPECT_EQ(found.reason, "collinear");
    EXPECT_FALSE(found.f);
    EXPECT_FALSE(found.correlations.trend);
    EXPECT_EQ(peak_end({}, {}).reason, "no_answers");
    EXPECT_EQ(peak_end({}, Overall(4)).reason, "no_answers");
}

}  // namespace
}  // namespace styk::stats
