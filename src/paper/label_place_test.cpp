#include "paper/label_place.h"

#include <gtest/gtest.h>

namespace styk::paper {
namespace {

constexpr Area plot{0, 0, 200, 100};

TEST(place_along, puts_words_above_the_left_end_of_the_line) {
    const Area at = place_along(50, 40, 9, plot, {});
    EXPECT_DOUBLE_EQ(at.left, 2);
    EXPECT_DOUBLE_EQ(at.top, 39);
}

TEST(place_along, goes_under_the_line_where_something_is_above) {
    const Area at = place_along(50, 40, 9, plot, {{0, 41, 60, 42}});
    EXPECT_DOUBLE_EQ(at.left, 2);
    EXPECT_DOUBLE_EQ(at.top, 52);
}

TEST(place_along, moves_on_where_both_sides_are_taken) {
    const Area at = place_along(50, 40, 9, plot, {{0, 41, 60, 42}, {0, 55, 60, 56}});
    EXPECT_GE(at.left, 60);
}

TEST(place_along, stays_inside_at_the_upper_edge) {
    EXPECT_DOUBLE_EQ(place_along(3, 40, 9, plot, {}).top, 5);
}

TEST(place_along, takes_the_least_crowded_place_when_none_is_free) {
    const std::vector<Area> everywhere{{0, 0, 200, 100}, {0, 30, 120, 60}};
    EXPECT_GE(place_along(50, 40, 9, plot, everywhere).left, 120);
}

}  // namespace
}  // namespace styk::paper
