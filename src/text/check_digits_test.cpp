#include "text/check_digits.h"

#include <gtest/gtest.h>

namespace styk::text {
namespace {

TEST(CheckDigits, published_examples_are_known) {
    EXPECT_TRUE(is_card("4111111111111111"));
    EXPECT_TRUE(is_card("378282246310005"));
    EXPECT_TRUE(is_iban("GB82WEST12345698765432"));
    EXPECT_TRUE(is_iban("PL61109010140000071219812874"));
    EXPECT_TRUE(is_pesel("44051401359"));
    EXPECT_TRUE(is_nip("1234563218"));
    EXPECT_TRUE(is_polish_id_card("ABA300000"));
    EXPECT_TRUE(is_snils("11223344595"));
    EXPECT_TRUE(is_inn("7707083893"));
    EXPECT_TRUE(is_inn("500100732259"));
}

TEST(CheckDigits, one_wrong_digit_is_seen) {
    EXPECT_FALSE(is_card("4111111111111112"));
    EXPECT_FALSE(is_iban("PL61109010140000071219812875"));
    EXPECT_FALSE(is_pesel("44051401358"));
    EXPECT_FALSE(is_nip("1234563217"));
    EXPECT_FALSE(is_polish_id_card("ABA300001"));
    EXPECT_FALSE(is_snils("11223344594"));
    EXPECT_FALSE(is_inn("7707083894"));
}

TEST(CheckDigits, a_pesel_holds_a_day_that_exists) {
    EXPECT_FALSE(is_pesel("44053201350"));  // 32 May
}

TEST(CheckDigits, zeros_are_no_number_of_anybody) {
    EXPECT_FALSE(is_nip("0000000000"));
    EXPECT_FALSE(is_snils("00000000000"));
    EXPECT_FALSE(is_inn("0000000000"));
}

}  // namespace
}  // namespace styk::text
