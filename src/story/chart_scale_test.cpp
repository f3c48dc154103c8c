#include "story/chart_scale.h"

#include <gtest/gtest.h>

namespace styk::story {
namespace {

TEST(scale_of, has_three_to_five_round_ticks_around_the_values) {
    const auto scale = scale_of({0.42, 0.71}, {0, 1});
    EXPECT_DOUBLE_EQ(scale.bottom, 0.4);
    EXPECT_DOUBLE_EQ(scale.top, 0.8);
    ASSERT_EQ(scale.ticks.size(), 5U);
    EXPECT_NEAR(scale.ticks[1], 0.5, 1e-12);
}

TEST(scale_of, never_leaves_the_whole) {
    const auto scale = scale_of({-0.99, 0.999}, {-1, 1});
    EXPECT_DOUBLE_EQ(scale.bottom, -1);
    EXPECT_DOUBLE_EQ(scale.top, 1);
    for (const double tick : scale.ticks) {
        EXPECT_GE(tick, -1);
        EXPECT_LE(tick, 1.0000001);
    }
}

TEST(scale_of, gives_room_to_a_flat_line_and_the_whole_to_nothing) {
    const auto flat = scale_of({0.5, 0.5}, {0, 1});
    EXPECT_LT(flat.bottom, 0.5);
    EXPECT_GT(flat.top, 0.5);
    EXPECT_GE(flat.ticks.size(), 3U);
    const auto none = scale_of({}, {1, 7});
    EXPECT_DOUBLE_EQ(none.bottom, 1);
    EXPECT_DOUBLE_EQ(none.top, 7);
}

}  // namespace
}  // namespace styk::story
