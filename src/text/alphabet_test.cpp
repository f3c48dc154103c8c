#include "text/alphabet.h"

#include <gtest/gtest.h>

namespace styk::text {
namespace {

TEST(Alphabet, reads_what_is_utf8_and_one_byte_of_what_is_not) {
    EXPECT_EQ(code_point_at("ł", 0).value, U'ł');
    EXPECT_EQ(code_point_at("😡", 0).bytes, 4U);
    for (const auto* broken :
         {"\x80", "\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82"}) {
        EXPECT_EQ(code_point_at(broken, 0).value, U'\uFFFD') << broken;
        EXPECT_EQ(code_point_at(broken, 0).bytes, 1U) << broken;
    }
}

TEST(Alphabet, one_letter_however_it_is_written) {
    EXPECT_EQ(form_of(U'Ł').letter, form_of(U'ł').letter);
    EXPECT_TRUE(form_of(U'Ł').upper);
    EXPECT_EQ(form_of(U'Ａ').letter, 'a');
    EXPECT_EQ(form_of(U'𝓐').letter, 'a');
    EXPECT_EQ(form_of(U'٣').letter, '3');
    EXPECT_EQ(form_of(U'中').letter, other_letter);
    EXPECT_EQ(form_of(U'-').letter, 0);
}

TEST(Alphabet, a_letter_without_its_mark) {
    EXPECT_EQ(plain(form_of(U'ł').letter), 'l');
    EXPECT_EQ(plain(form_of(U'ё').letter), form_of(U'е').letter);
    EXPECT_EQ(plain(form_of(U'й').letter), form_of(U'й').letter);
}

TEST(Alphabet, letters_become_text_again) {
    std::basic_string<Letter> letters;
    for (const char32_t c : std::u32string_view(U"żółw7ёж")) {
        letters += form_of(c).letter;
    }
    EXPECT_EQ(to_utf8(letters), "żółw7ёж");
}

}  // namespace
}  // namespace styk::text
