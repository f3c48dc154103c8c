#include "text/tokens.h"

#include <gtest/gtest.h>

namespace styk::text {
namespace {

// The folded words, numbers, marks and emoji of a comment.
std::vector<std::string> written(std::string_view comment) {
    const auto tokens = tokens_of(comment);
    std::vector<std::string> all;
    for (const auto& token : tokens.items) {
        const auto letters = tokens.letters(token);
        all.push_back(
            token.kind == Kind::emoji ? std::string(letters.begin(), letters.end())
                                      : to_utf8(letters)
        );
    }
    return all;
}

using Written = std::vector<std::string>;

TEST(Tokens, folds_case_and_marks) {
    EXPECT_EQ(written("Łódź ŚWIETNA"), (Written{"lodz", "swietna"}));
    EXPECT_EQ(written("Ёлка"), (Written{"елка"}));
}

TEST(Tokens, marks_that_say_something) {
    EXPECT_EQ(written("Ile?! No!!! Cóż..."), (Written{"ile", "?!", "no", "!!", "coz", "..."}));
}

TEST(Tokens, emoticons_and_emoji_with_their_skin) {
    EXPECT_EQ(written("ok :-))) ;("), (Written{"ok", ":)", ":("}));
    EXPECT_EQ(written("👍🏽"), (Written{"👍"}));
    EXPECT_EQ(tokens_of("👍🏽").items[0].span, (Span{0, 8}));
}

TEST(Tokens, a_lone_bracket_is_a_smile_and_a_list_is_not) {
    EXPECT_EQ(written("спасибо)"), (Written{"спасибо", ":)"}));
    EXPECT_EQ(written("1) drogo (bardzo)"), (Written{"1", ")", "drogo", "(", "bardzo", ")"}));
}

TEST(Tokens, stretched_words_become_short) {
    const auto tokens = tokens_of("suuuuper");
    EXPECT_EQ(to_utf8(tokens.letters(tokens.items[0])), "suuper");
    EXPECT_TRUE(tokens.items[0].stretched);
    EXPECT_EQ(written("оооочень"), (Written{"очень"}));
}

TEST(Tokens, a_word_of_two_alphabets_is_brought_to_one) {
    EXPECT_EQ(written("cпасибо"), (Written{"спасибо"}));  // the first letter is Latin
}

TEST(Tokens, apostrophes_join) {
    EXPECT_EQ(written("don't don’t"), (Written{"dont", "dont"}));
}

TEST(Tokens, spans_are_the_bytes_of_the_comment) {
    const auto tokens = tokens_of("zły, źle");
    EXPECT_EQ(tokens.items[0].span, (Span{0, 4}));
    EXPECT_EQ(tokens.items[2].span, (Span{6, 10}));
    EXPECT_TRUE(tokens.items[1].glued);
    EXPECT_FALSE(tokens.items[2].glued);
}

TEST(Tokens, shouting_and_capitals_are_kept) {
    const auto tokens = tokens_of("NIGDY Więcej tu");
    EXPECT_TRUE(tokens.items[0].shouted);
    EXPECT_TRUE(tokens.items[1].capital);
    EXPECT_FALSE(tokens.items[1].shouted);
    EXPECT_FALSE(tokens.items[2].capital);
}

}  // namespace
}  // namespace styk::text
