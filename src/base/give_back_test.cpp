#include "base/give_back.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>

namespace styk {
namespace {

// Large enough for whole pages inside, whatever it begins at.
constexpr auto embedded = [] {
    std::array<char, 40'000> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<char>(i % 113);
    }
    return bytes;
}();

TEST(GiveBack, leaves_what_it_gave_back_readable) {
    const std::string before(embedded.data(), embedded.size());
    give_back({embedded.data(), embedded.size()});
    EXPECT_TRUE(std::ranges::equal(before, embedded));
}

TEST(GiveBack, leaves_alone_what_fills_no_page) {
    // Of the heap: what is given back there would come again as zeros.
    const std::string few(2'000, 'x');
    give_back(few);
    EXPECT_EQ(few, std::string(2'000, 'x'));
}

}  // namespace
}  // namespace styk
