#include "people/recovery_code.h"

#include <gtest/gtest.h>
#include <set>

namespace styk::people {
namespace {

TEST(RecoveryCode, comes_in_ten_that_differ) {
    SystemRandom random;
    const auto codes = new_recovery_codes(random);
    EXPECT_EQ(codes.size(), 10U);
    EXPECT_EQ(std::set(codes.begin(), codes.end()).size(), 10U);
    for (const auto& code : codes) {
        EXPECT_EQ(code.size(), 11U) << code;
        EXPECT_EQ(code.at(5), '-') << code;
        EXPECT_EQ(code.find_first_of("iloILOuU"), std::string::npos) << code;
    }
}

TEST(RecoveryCode, is_the_same_however_it_is_typed) {
    const auto hash = hash_recovery_code("k10m9-x7wq2", "salt");
    EXPECT_EQ(hash.size(), 64U);
    EXPECT_EQ(hash_recovery_code("K1OM9 X7WQ2", "salt"), hash);
    EXPECT_EQ(hash_recovery_code("klom9x7wq2", "salt"), hash);
    EXPECT_NE(hash_recovery_code("k10m9-x7wq3", "salt"), hash);
    EXPECT_NE(hash_recovery_code("k10m9-x7wq2", "another salt"), hash);
}

TEST(RecoveryCode, is_nothing_when_it_cannot_be_one) {
    for (const char* wrong : {"", "k10m9", "k10m9-x7wq23", "k10m9-x7wq!", "żółta-łódka"}) {
        EXPECT_EQ(hash_recovery_code(wrong, "salt"), "") << wrong;
    }
}

}  // namespace
}  // namespace styk::people
