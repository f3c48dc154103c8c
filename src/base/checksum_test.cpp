#include "base/checksum.h"

#include <gtest/gtest.h>
#include <set>
#include <string>

namespace styk {
namespace {

TEST(Checksum, sees_every_bit) {
    const std::string bytes = "nineteen bytes long";
    std::set<std::uint64_t> sums{checksum(bytes)};
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        std::string damaged = bytes;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
        sums.insert(checksum(damaged));
    }
    EXPECT_EQ(sums.size(), 1 + bytes.size() * 8);
}

TEST(Checksum, sees_length_and_what_came_before) {
    EXPECT_NE(checksum(""), checksum(std::string(1, '\0')));
    EXPECT_NE(checksum(std::string(7, '\0')), checksum(std::string(8, '\0')));
    EXPECT_NE(checksum("page", 1), checksum("page", 2));
    EXPECT_EQ(checksum("page", 1), checksum("page", 1));
}

}  // namespace
}  // namespace styk
