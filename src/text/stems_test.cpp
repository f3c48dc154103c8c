#include "text/stems.h"

#include <gtest/gtest.h>

#include "text/common_words.h"

namespace styk::text {
namespace {

std::vector<std::string> stems_of(Language language, std::string_view words) {
    const Stems stems(language);
    const auto tokens = tokens_of(words);
    std::vector<std::string> out;
    for (const auto& token : tokens.items) {
        const auto stem = stems.of(tokens.letters(token));
        out.emplace_back(stem.begin(), stem.end());
    }
    return out;
}

void expect_one(Language language, std::string_view forms) {
    for (const auto& stem : stems_of(language, forms)) {
        EXPECT_EQ(stem, stems_of(language, forms).front()) << forms;
    }
}

TEST(Stems, forms_of_a_word_share_one) {
    expect_one(Language::pl, "kawa kawy kawę kawą kawie");
    expect_one(Language::pl, "kolejka kolejki kolejce kolejkę");
    expect_one(Language::pl, "obsługa obsłudze obsługi obsługą");
    expect_one(Language::pl, "czekać czekałem czekaliśmy czekamy czekanie");
    expect_one(Language::en, "delivery deliveries delivered delivering");
    expect_one(Language::en, "charge charges charged charging");
    expect_one(Language::en, "stop stopped stopping stops");
    expect_one(Language::ru, "очередь очереди очередей очередях");
    expect_one(Language::ru, "доставка доставки доставку доставкой");
    expect_one(Language::ru, "ждал ждали ждать ждала");
}

TEST(Stems, other_words_have_others) {
    EXPECT_NE(stems_of(Language::pl, "karta kawa")[0], stems_of(Language::pl, "karta kawa")[1]);
    const auto english = stems_of(Language::en, "waiter waiting boss");
    EXPECT_NE(english[0], english[1]);
    EXPECT_EQ(english[2], "boss");
    const auto russian = stems_of(Language::ru, "номер номинал");
    EXPECT_NE(russian[0], russian[1]);
}

TEST(Stems, short_words_stay_whole) {
    EXPECT_EQ(stems_of(Language::en, "as fee a"), (std::vector<std::string>{"as", "fee", "a"}));
}

TEST(CommonWords, are_known_in_every_form_and_subjects_are_none) {
    const auto is_common = [](Language language, std::string_view word) {
        const Stems stems(language);
        const CommonWords common(language, stems);
        const auto tokens = tokens_of(word);
        return common.has(stems.of(tokens.letters(tokens.items.front())));
    };
    EXPECT_TRUE(is_common(Language::pl, "fatalna"));
    EXPECT_TRUE(is_common(Language::pl, "świetną"));
    EXPECT_FALSE(is_common(Language::pl, "kolejka"));
    EXPECT_TRUE(is_common(Language::ru, "прекрасные"));
    EXPECT_FALSE(is_common(Language::ru, "очередь"));
    EXPECT_TRUE(is_common(Language::en, "recommended"));
    EXPECT_FALSE(is_common(Language::en, "parking"));
}

}  // namespace
}  // namespace styk::text
