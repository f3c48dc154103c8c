// A cube that was made of bytes answers as the one that the bytes were made of, now and after more
// changes; bytes that are no block are refused.

#include "cube/snapshot.h"

#include <gtest/gtest.h>
#include <string>

#include "cube/cube_test_kit.h"

namespace styk::cube {
namespace {

using test::load;
using test::naive_count;
using test::random_groups;
using test::random_question;
using test::remove_and_replace_some;

std::vector<std::string> blocks_of(const Cube& cube) {
    std::vector<std::string> blocks;
    write_blocks(*cube.snapshot(), [&](std::string_view block) { blocks.emplace_back(block); });
    return blocks;
}

std::shared_ptr<const Snapshot> rebuild(const std::vector<std::string>& blocks, std::int64_t at) {
    Rebuild made;
    for (const auto& block : blocks) {
        EXPECT_TRUE(made.add(block));
    }
    return std::move(made).finish(at);
}

class CubeSnapshotTest : public ::testing::TestWithParam<bool> {};

INSTANTIATE_TEST_SUITE_P(single, CubeSnapshotTest, ::testing::Bool());

TEST_P(CubeSnapshotTest, counts_as_the_cube_it_was_made_of) {
    std::mt19937 random(7);
    auto stored = random_groups(11, 30'000, GetParam());
    Cube cube;
    load(cube, stored);
    for (int round = 0; round < 2; ++round) {
        remove_and_replace_some(random, cube, stored, round);
        Cube again(rebuild(blocks_of(cube), cube.position()));
        ASSERT_EQ(again.facts(), cube.facts());
        ASSERT_EQ(again.groups(), cube.groups());
        ASSERT_EQ(again.position(), cube.position());
        EXPECT_EQ(blocks_of(again), blocks_of(cube));
        auto changed = stored;
        auto same_dice = random;
        remove_and_replace_some(same_dice, again, changed, round + 1);
        for (int i = 0; i < 6; ++i) {
            const auto question = random_question(random, stored);
            EXPECT_EQ(again.count(question).rows, naive_count(question, changed).rows);
        }
    }
}

TEST_P(CubeSnapshotTest, keeps_no_room_of_the_cube_that_goes_on) {
    auto stored = random_groups(5, 3'000, GetParam());
    Cube cube;
    load(cube, {stored.data(), 2'000});
    const auto held = cube.snapshot();
    load(cube, {stored.data() + 2'000, 1'000});
    std::vector<std::string> blocks;
    write_blocks(*held, [&](std::string_view block) { blocks.emplace_back(block); });
    const Cube again(rebuild(blocks, 1));
    EXPECT_EQ(again.groups(), 2'000U);
}

// A checksum keeps damage away from here; what gets past it may count wrongly, but nothing else.
TEST_P(CubeSnapshotTest, damaged_bytes_are_refused_or_harmless) {
    std::mt19937 random(3);
    auto stored = random_groups(2, 600, GetParam());
    Cube cube;
    load(cube, stored);
    remove_and_replace_some(random, cube, stored, 1);
    const std::string whole = blocks_of(cube).at(0);
    std::size_t refused = 0;
    for (int i = 0; i < 900; ++i) {
        std::string damaged = whole;
        if (i % 3 == 0) {
            damaged.resize(random() % whole.size());
        } else {
            // The head and the widths at the front are hit as often as the values.
            const std::size_t at = random() % (i % 3 == 1 ? 256 : whole.size());
            damaged[at] = static_cast<char>(random());
        }
        Rebuild made;
        if (!made.add(damaged)) {
            ++refused;
            continue;
        }
        Cube other(std::move(made).finish(0));
        (void)other.count(
            {.by = {{.field = Field::month}, {.field = Field::dimension}}, .count_groups = true}
        );
        auto changed = stored;
        auto dice = random;
        remove_and_replace_some(dice, other, changed, 2);
    }
    EXPECT_GT(refused, 300U);
}

TEST(CubeSnapshot, nothing_shorter_and_nothing_longer_is_a_block) {
    Cube cube;
    load(cube, random_groups(2, 50));
    const std::string whole = blocks_of(cube).at(0);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(Rebuild().add(std::string_view(whole).substr(0, size))) << size;
    }
    EXPECT_FALSE(Rebuild().add(whole + '\0'));
    EXPECT_TRUE(Rebuild().add(whole));
}

TEST(CubeSnapshot, an_empty_cube_has_no_blocks) {
    EXPECT_TRUE(blocks_of(Cube()).empty());
    EXPECT_EQ(Cube(rebuild({}, 5)).position(), 5);
}

}  // namespace
}  // namespace styk::cube
