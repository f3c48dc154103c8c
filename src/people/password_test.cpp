#include "people/password.h"

#include <gtest/gtest.h>

namespace styk::people {
namespace {

constexpr const char* email = "marta.kowalska@bursztyn.example";

std::string problem(std::string_view password) {
    return password_problem(password, email).value_or("");
}

TEST(a_new_password, has_ten_to_256_characters_of_any_script) {
    EXPECT_NE(problem("dziewiec9"), "");
    EXPECT_EQ(problem("dziesiec10"), "");
    EXPECT_EQ(problem("żółćgęśjaź"), "");
    EXPECT_EQ(problem("зимний лес"), "");
    EXPECT_EQ(problem("🐝🌊🏔🦭🌲🐟🪵🕯🫖🧭"), "");
    std::string longest;
    for (int i = 0; i < 64; ++i) {
        longest += "a9ż ";
    }
    EXPECT_EQ(problem(longest.substr(1)), "");
    EXPECT_NE(problem(longest + "b"), "");
}

TEST(a_new_password, is_not_one_that_is_guessed_first) {
    for (const auto* guessed :
         {"password12",
          "Password123!",
          "1234567890",
          "0987654321",
          "9876543210",
          "qwertyuiop",
          "QWERTY12345",
          "aaaaaaaaaa",
          "abcabcabcabc",
          "abababababab",
          "1q2w3e4r5t",
          "!!!Haslo123",
          "Пароль2026",
          "йцукенгшщз",
          "iloveyou2024",
          "administrator",
          "123456789012345"}) {
        EXPECT_NE(problem(guessed), "") << guessed;
    }
    for (const auto* fine : {"letmein-please-9", "marble stairs", "7391846205", "zimowy-szlak-4"}) {
        EXPECT_EQ(problem(fine), "") << fine;
    }
}

TEST(a_new_password, is_not_the_email) {
    EXPECT_NE(problem("Marta.Kowalska@bursztyn.example"), "");
    EXPECT_NE(problem("marta.kowalska"), "");
    EXPECT_NE(problem("marta.kowalska1990"), "");
    EXPECT_EQ(problem("marta likes ferries"), "");
}

TEST(a_password, is_known_by_its_hash_and_no_other_is) {
    const std::string hash = hash_password("marble stairs");
    EXPECT_TRUE(hash.starts_with("$argon2id$"));
    EXPECT_NE(hash, hash_password("marble stairs"));
    EXPECT_TRUE(is_password("marble stairs", hash));
    EXPECT_FALSE(is_password("marble stairs ", hash));
    EXPECT_FALSE(is_password("", hash));
    EXPECT_FALSE(is_password("marble stairs", "not a hash"));
    EXPECT_FALSE(is_password(std::string(100'000, 'a'), hash));
}

TEST(a_password, of_nobody_is_none_that_anyone_may_type) {
    EXPECT_FALSE(is_password("of nobody, to take the time of somebody's", std::nullopt));
}

TEST(a_password, is_the_same_however_its_letters_are_composed) {
    const std::string composed = "\u017c\u00f3\u0142w na pla\u017cy";
    const std::string apart = "z\u0307o\u0301\u0142w na plaz\u0307y";
    ASSERT_NE(composed, apart);
    EXPECT_TRUE(is_password(apart, hash_password(composed)));
}

TEST(a_password, is_hashed_as_strongly_as_owasp_asks) {
    const std::string hash = hash_password("marble stairs");
    EXPECT_NE(hash.find("m=19456,t=2,p=1"), std::string::npos) << hash;
}

}  // namespace
}  // namespace styk::people
