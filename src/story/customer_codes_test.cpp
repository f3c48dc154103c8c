#include "story/customer_codes.h"

#include <gtest/gtest.h>

namespace styk::story {
namespace {

constexpr std::uint32_t many = 100'000;

// What open addressing, half full at most, needs of ids spread by chance: a few dozen places.
constexpr std::size_t bearable = 100;

// A UUIDv7 of one millisecond, `n` written into the four bytes from `at` on.
CustomerBytes id_of(std::uint32_t n, std::size_t at) {
    CustomerBytes id{0x01, 0x93, 0x5A, 0x7B, 0x10, 0x22, 0x70, 0x11, 0x80, 0x3C, 1, 2, 3, 4, 5, 6};
    for (std::size_t i = 0; i < 4; ++i) {
        id[at + i] = static_cast<std::uint8_t>(n >> (8 * (3 - i)));
    }
    return id;
}

class WhereIdsDiffer : public testing::TestWithParam<std::size_t> {};

TEST_P(WhereIdsDiffer, each_is_found_near_to_where_it_is_looked_for) {
    CustomerCodes codes;
    for (std::uint32_t n = 0; n < many; ++n) {
        ASSERT_EQ(codes.code_of(id_of(n, GetParam())), n + 1);
    }
    EXPECT_EQ(codes.code_of(id_of(many / 2, GetParam())), many / 2 + 1);
    EXPECT_EQ(codes.ids().size(), many);
    EXPECT_LT(codes.longest_way(), bearable);
}

INSTANTIATE_TEST_SUITE_P(FourBytesFrom, WhereIdsDiffer, testing::Values(0, 2, 4, 6, 8, 10, 12));

TEST(CustomerCodes, are_the_same_when_made_anew_of_their_ids) {
    CustomerCodes first;
    for (std::uint32_t n = 0; n < 5000; ++n) {
        (void)first.code_of(id_of(n * 7919, 12));
    }
    CustomerCodes again(first.ids());
    EXPECT_EQ(again.ids(), first.ids());
    EXPECT_EQ(again.code_of(id_of(7919, 12)), 2U);
}

}  // namespace
}  // namespace styk::story
