#include "text/words.h"

#include <gtest/gtest.h>

namespace styk::text {
namespace {

Words words_of(std::string_view file) {
    auto words = Words::read(file);
    EXPECT_TRUE(words) << (words ? "" : words.error().message);
    return std::move(*words);
}

// "cue first-last", "!cue" where denied.
std::vector<std::string> signs(const Words& words, std::string_view comment) {
    std::vector<Sign> found;
    words.find(tokens_of(comment), found);
    std::vector<std::string> all;
    for (const auto& sign : found) {
        all.push_back(
            (sign.denied ? "!" : "") + words.cues()[sign.cue] + " " + std::to_string(sign.first) +
            "-" + std::to_string(sign.last)
        );
    }
    return all;
}

using Seen = std::vector<std::string>;

TEST(Words, a_beginning_a_choice_a_gap_and_what_may_be_missing) {
    const auto words =
        words_of("[a]\nkurier*\n[b]\nnie/nigdy .. dotarł*\n[c]\nbardzo (bardzo) dobr*");
    EXPECT_EQ(signs(words, "Kurierzy"), (Seen{"a 0-0"}));
    EXPECT_EQ(signs(words, "paczka nigdy do mnie nie dotarła"), (Seen{"b 1-5", "b 4-5"}));
    EXPECT_EQ(signs(words, "bardzo dobre"), (Seen{"c 0-1"}));
    EXPECT_EQ(signs(words, "bardzo bardzo dobre"), (Seen{"c 0-2", "c 1-2"}));
    EXPECT_TRUE(signs(words, "nie. dotarł").empty());  // a gap ends with its sentence
}

TEST(Words, the_longest_of_overlapping_judgements_counts) {
    const auto words = words_of("[positive]\ndobr*\n[neutral]\ndzień dobry\n[negative]\nnie dobr*");
    EXPECT_EQ(signs(words, "dobra kawa"), (Seen{"positive 0-0"}));
    EXPECT_EQ(signs(words, "Dzień dobry"), (Seen{"neutral 0-1"}));
    EXPECT_EQ(signs(words, "nie dobre"), (Seen{"negative 0-1"}));
}

TEST(Words, a_negator_denies_what_follows_within_three_words_of_the_clause) {
    const auto words = words_of("[positive]\ndobr*\n[negator]\nnie");
    EXPECT_EQ(signs(words, "nie jest dobre"), (Seen{"negator 0-0", "!positive 2-2"}));
    EXPECT_EQ(signs(words, "nie, dobre"), (Seen{"negator 0-0", "positive 2-2"}));
    EXPECT_EQ(signs(words, "nie a b c dobre"), (Seen{"negator 0-0", "positive 4-4"}));
}

TEST(Words, what_cannot_be_read_is_told_with_its_line) {
    EXPECT_EQ(Words::read("dobry").error().pointer, "1");
    EXPECT_EQ(Words::read("[a]\n\n.. dobry").error().pointer, "3");
    EXPECT_EQ(Words::read("[a]\n(bardzo)").error().pointer, "2");
}

}  // namespace
}  // namespace styk::text
