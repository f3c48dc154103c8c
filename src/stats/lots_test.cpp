#include "stats/lots.h"

#include <gtest/gtest.h>

#include "base/result.h"
#include "stats/random.h"

namespace styk::stats {

namespace {

using Lots = std::vector<std::vector<std::size_t>>;
constexpr TraitKind word[] = {TraitKind::word}, ordered[] = {TraitKind::ordered};

TEST(Lots, follow_the_traits_as_far_as_enough_share_them) {
    EXPECT_EQ(lots_of(std::vector<Traits>{{1}, {2}, {1}, {2}}, word, 2), (Lots{{0, 2}, {1, 3}}));
    EXPECT_EQ(lots_of(std::vector<Traits>{{1}, {2}, {1}, {3}}, word, 2), (Lots{{0, 2}, {1, 3}}));
    EXPECT_EQ(lots_of(std::vector<Traits>{{1}, {2}, {1}}, word, 2), (Lots{{0, 1, 2}}));
}

TEST(Lots, of_ordered_traits_are_neighbours) {
    const std::vector<Traits> months{{1}, {2}, {3}, {4}, {5}};
    EXPECT_EQ(lots_of(months, ordered, 2), (Lots{{0, 1}, {2, 3, 4}}));
    EXPECT_EQ(lots_of(months, ordered, 5), (Lots{{0, 1, 2, 3, 4}}));
}

TEST(Lots, divide_by_the_first_trait_first) {
    constexpr TraitKind kinds[] = {TraitKind::word, TraitKind::word};
    const std::vector<Traits> records{{1, 1}, {1, 2}, {1, 1}, {1, 2}, {2, 1}, {2, 2}};
    EXPECT_EQ(lots_of(records, kinds, 2), (Lots{{0, 2}, {1, 3}, {4, 5}}));
}

TEST(Lots, are_none_of_too_few) {
    EXPECT_TRUE(lots_of(std::vector<Traits>{{1}, {1}}, word, 3).empty());
    EXPECT_TRUE(lots_of(std::vector<Traits>{}, word, 3).empty());
    EXPECT_EQ(lots_of(std::vector<Traits>{{}, {}}, {}, 2), (Lots{{0, 1}}));
    EXPECT_THROW(static_cast<void>(lots_of(std::vector<Traits>{{1}}, {}, 2)), Fault);
    EXPECT_THROW(static_cast<void>(lots_of(std::vector<Traits>{{1}}, word, 0)), Fault);
}

TEST(Lots, hold_everybody_once_and_never_fewer_than_k) {
    Generator random(11);
    constexpr TraitKind kinds[] = {TraitKind::word, TraitKind::ordered, TraitKind::word};
    for (int trial = 0; trial < 300; ++trial) {
        const std::size_t n = random.below(80), k = 2 + random.below(6);
        std::vector<Traits> records(n);
        for (auto& one : records) {
            for (std::size_t t = 0; t < std::size(kinds); ++t) {
                one.push_back(static_cast<std::uint32_t>(random.below(6)));
            }
        }
        const auto lots = lots_of(records, kinds, k);
        std::vector<int> seen(n);
        for (const auto& lot : lots) {
            EXPECT_GE(lot.size(), k);
            for (const std::size_t i : lot) {
                ++seen[i];
            }
        }
        EXPECT_EQ(seen, std::vector<int>(n, n >= k ? 1 : 0));
    }
}

}  // namespace

}  // namespace styk::stats
