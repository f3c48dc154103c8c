#include <gtest/gtest.h>

#include "firm/terms.h"
#include "json/json.h"

namespace styk::firm {
namespace {

const std::string guests = R"({"customer": {"pl": {"gender": "m",
    "one": ["gość", "gościa", "gościowi", "gościa", "gościem", "gościu"],
    "other": ["goście", "gości", "gościom", "gości", "gośćmi", "gościach"]},
    "en": {"one": "guest", "other": "guests"}}, "case": "matter"})";

TEST(own_words, stand_in_the_form_that_the_sentence_needs) {
    EXPECT_EQ(
        in_own_words("Ask [[customers]], a [[customer]]", "en", guests), "Ask guests, a guest"
    );
    EXPECT_EQ(in_own_words("Pomóc [[klientom]]", "pl", guests), "Pomóc gościom");
    EXPECT_EQ(in_own_words("Zapytaj [[klientów:A]]", "pl", guests), "Zapytaj gości");
    EXPECT_EQ(in_own_words("Dla [[klienta]]", "pl", guests), "Dla gościa");
}

TEST(own_words, begin_with_a_capital_where_the_sentence_does) {
    EXPECT_EQ(in_own_words("[[Klient]] pisze", "pl", guests), "Gość pisze");
    EXPECT_EQ(in_own_words("[[Клиенты]] ждут", "ru", guests), "Клиенты ждут");
    EXPECT_EQ(in_own_words("[[Customers]] wait", "en", guests), "Guests wait");
}

TEST(own_words, make_other_words_agree_with_them) {
    const std::string request = R"({"case": {"pl": {"gender": "n", "one": [], "other": []}}})";
    const std::string text = "[[Nowy|Nowa|Nowe:case]] [[sprawa]]";
    EXPECT_EQ(in_own_words(text, "pl", "{}"), "Nowa sprawa");
    EXPECT_EQ(in_own_words(text, "pl", request), "Nowe sprawa");
    EXPECT_EQ(in_own_words("[[Новый|Новая|Новое:case]]", "ru", request), "Новое");
    EXPECT_EQ(in_own_words("[[new|new|new:case]]", "en", request), "new");
    EXPECT_EQ(in_own_words("[[a|b|c:thing]]", "pl", request), "[[a|b|c:thing]]");
}

TEST(own_words, are_ours_where_the_firm_has_none_in_that_language) {
    EXPECT_EQ(in_own_words("Помочь [[клиентам]]", "ru", guests), "Помочь клиентам");
    EXPECT_EQ(in_own_words("Pomóc [[klientom]]", "pl", "{}"), "Pomóc klientom");
    EXPECT_EQ(in_own_words("One [[case]]", "en", guests), "One case");  // a word without its forms
}

TEST(own_words, leave_what_else_stands_in_brackets) {
    EXPECT_EQ(in_own_words("{name}, [[klient:A]] [[", "pl", guests), "{name}, [[klient:A]] [[");
}

TEST(own_words, reach_every_text_of_a_document) {
    json::Value document = json::parse(
        R"({"title": {"en": "[[customers]]", "pl": "[[klienci]]"}, "name": "[[customers]]", "rows": [{"text": {"en": "a [[customer]]"}}]})"
    );
    put_own_words(document, guests);
    EXPECT_EQ(
        json::write(document),
        R"({"title":{"en":"guests","pl":"goście"},"name":"[[customers]]","rows":[{"text":{"en":"a guest"}}]})"
    );
}

}  // namespace
}  // namespace styk::firm
