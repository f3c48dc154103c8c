#include "firm/location_tree.h"

#include <gtest/gtest.h>

namespace styk::firm {
namespace {

Id<Location> id_of(int n) {
    Id<Location> id;
    id.uuid.bytes[15] = static_cast<std::uint8_t>(n);
    return id;
}

// Number n stands below `parent`; 0: at the top. Its key is its number.
Location location(int n, int parent) {
    Location made;
    made.id = id_of(n);
    made.key = std::to_string(n);
    if (parent != 0) {
        made.parent_id = id_of(parent);
    }
    return made;
}

// 1 ─ 2 ─ 4, 1 ─ 3, and 5 alone.
LocationTree small_tree() {
    return LocationTree(
        {location(4, 2), location(1, 0), location(2, 1), location(3, 1), location(5, 0)}
    );
}

TEST(location_tree, a_place_may_move_to_another_branch) {
    EXPECT_FALSE(small_tree().problem_with(location(2, 5)));
    EXPECT_FALSE(small_tree().problem_with(location(2, 0)));
}

TEST(location_tree, a_place_cannot_stand_below_itself) {
    const auto tree = small_tree();
    EXPECT_EQ(tree.problem_with(location(1, 1))->pointer, "/parent_id");
    EXPECT_EQ(tree.problem_with(location(1, 4))->pointer, "/parent_id");
}

TEST(location_tree, a_parent_must_be_known) {
    EXPECT_EQ(small_tree().problem_with(location(6, 9))->message, "is no location");
}

TEST(location_tree, is_eight_deep_at_most_also_when_a_whole_branch_moves) {
    std::vector<Location> chain;
    for (int n = 1; n <= deepest_location; ++n) {
        chain.push_back(location(n, n - 1));
    }
    chain.push_back(location(20, 0));
    chain.push_back(location(21, 20));
    const LocationTree tree(chain);
    EXPECT_TRUE(tree.problem_with(location(30, 8)));
    EXPECT_FALSE(tree.problem_with(location(30, 7)));
    EXPECT_FALSE(tree.problem_with(location(20, 6)));
    EXPECT_TRUE(tree.problem_with(location(20, 7)));
}

}  // namespace
}  // namespace styk::firm
