#include "text/themes.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

#include "text/grouping.h"
#include "text/quotes.h"

namespace styk::text {
namespace {

// Three subjects, said in many ways, and comments that speak of none.
const std::vector<std::string> voices = {
    "Nie ma gdzie zaparkować, parking zawsze pełny.",
    "Parking za mały, krążyłem pół godziny.",
    "Brak miejsc na parkingu pod sklepem.",
    "Parkingu dla rowerów też nie ma.",
    "Zróbcie większy parking przy wejściu.",
    "Parking przy wejściu zastawiony dostawczakami.",
    "Przez remont parking zamknięty.",
    "Muzyka gra tak głośno, że nie słychać kasjerki.",
    "Za głośna muzyka w przymierzalni.",
    "Ta sama muzyka od rana do wieczora.",
    "Proszę ściszyć muzykę przy kasach.",
    "Muzyka w sklepie okropna.",
    "Głośna muzyka męczy po pięciu minutach.",
    "Aplikacja gubi punkty lojalnościowe.",
    "Znikły mi punkty z karty.",
    "Punkty lojalnościowe naliczają się po tygodniu.",
    "Karta stałego klienta bez punktów za zakupy.",
    "Gdzie mogę sprawdzić punkty lojalnościowe?",
    "Punkty z karty przepadły po miesiącu.",
    "Wszystko jak zwykle.",
    "Byłam w sobotę.",
    "Nie mam uwag.",
    "Dziękuję."
};

std::vector<std::string_view> views(const std::vector<std::string>& all) {
    return {all.begin(), all.end()};
}

Corpus corpus_of_voices() {
    return {views(voices), Language::pl};
}

TEST(Corpus, vectors_have_the_length_one_or_no_terms) {
    const auto corpus = corpus_of_voices();
    for (const auto& vector : corpus.vectors()) {
        EXPECT_TRUE(vector.empty() || std::abs(cosine(vector, vector) - 1) < 1e-6);
    }
    EXPECT_TRUE(corpus.vectors().back().empty()) << "no other comment has its word";
}

TEST(Corpus, forms_of_a_word_are_one_term_shown_as_most_write_it) {
    const auto corpus = corpus_of_voices();
    const auto parking =
        std::find_if(corpus.terms().begin(), corpus.terms().end(), [](const TermOfCorpus& term) {
            return term.shown == "parking";
        });
    ASSERT_NE(parking, corpus.terms().end());
    EXPECT_EQ(parking->comments, 7U);
}

TEST(Themes, subjects_are_found_and_named) {
    const auto corpus = corpus_of_voices();
    const auto themes = find_themes(corpus);
    ASSERT_EQ(themes.size(), 3U);
    std::vector<std::string> names;
    for (const auto& theme : themes) {
        names.push_back(theme.label.front().text);
        EXPECT_EQ(theme.quotes.size(), 3U);
        for (const auto quote : theme.quotes) {
            EXPECT_NE(
                std::find(theme.members.begin(), theme.members.end(), quote), theme.members.end()
            );
        }
    }
    std::sort(names.begin(), names.end());
    EXPECT_EQ(names, (std::vector<std::string>{"muzyka", "parking", "punkty"}));
}

TEST(Themes, nothing_is_found_in_nothing) {
    EXPECT_TRUE(find_themes(Corpus({}, Language::en)).empty());
    const std::vector<std::string_view> same(40, "ok");
    EXPECT_TRUE(find_themes(Corpus(same, Language::en)).empty());
    const std::vector<std::string_view> bytes = {"\xff\xfe", "", "12 34", "\n"};
    EXPECT_TRUE(find_themes(Corpus(bytes, Language::ru)).empty());
}

TEST(Themes, the_same_comments_give_the_same_themes) {
    const auto first = find_themes(corpus_of_voices());
    const auto again = find_themes(corpus_of_voices());
    ASSERT_EQ(first.size(), again.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        EXPECT_EQ(first[i].members, again[i].members);
    }
}

std::vector<Centre> centres_of(const std::vector<Theme>& themes) {
    std::vector<Centre> centres;
    for (const auto& theme : themes) {
        centres.push_back(theme.centre);
    }
    return centres;
}

TEST(Themes, a_theme_is_known_again_among_further_comments) {
    auto more = voices;
    more.insert(
        more.begin(),
        {"Zimno na sali, ogrzewanie nie działa.",
         "Ogrzewanie nie działa od rana.",
         "Zimno w poczekalni, brak ogrzewania.",
         "Ogrzewanie!",
         "Zimno, ogrzewanie wyłączone."}
    );
    more.emplace_back("Parking pełny także w niedzielę.");
    const auto before = find_themes(corpus_of_voices());
    const auto now = find_themes(Corpus(views(more), Language::pl), centres_of(before));
    std::vector<bool> known(before.size());
    std::vector<std::string> fresh;
    for (const auto& theme : now) {
        if (theme.known) {
            EXPECT_EQ(theme.label.front().text, before[*theme.known].label.front().text);
            EXPECT_FALSE(known[*theme.known]) << "one theme has one heir";
            known[*theme.known] = true;
        } else {
            fresh.push_back(theme.label.front().text);
        }
    }
    EXPECT_EQ(known, std::vector<bool>(before.size(), true));
    EXPECT_EQ(fresh.size(), 1U) << "what is new is nobody's heir";
}

TEST(Themes, what_is_known_stays_as_it_is_when_nothing_comes) {
    const auto before = find_themes(corpus_of_voices());
    const auto now = find_themes(corpus_of_voices(), centres_of(before));
    ASSERT_EQ(now.size(), before.size());
    for (std::size_t i = 0; i < now.size(); ++i) {
        ASSERT_TRUE(now[i].known);
        EXPECT_EQ(now[i].members, before[*now[i].known].members);
    }
}

TEST(Themes, what_nobody_speaks_of_any_more_has_no_heir) {
    const auto before = find_themes(corpus_of_voices());
    std::vector<std::string> others(voices.begin() + 7, voices.begin() + 19);  // no parking
    for (const auto& theme : find_themes(Corpus(views(others), Language::pl), centres_of(before))) {
        ASSERT_TRUE(theme.known) << theme.label.front().text;
        EXPECT_NE(before[*theme.known].label.front().text, "parking");
    }
}

struct Named {
    Language language;
    const char* name;
    std::vector<std::string> about, other;
};

// What people speak of may be short; what holds their sentences together often is.
TEST(Phrases, a_short_word_tells_where_it_is_a_subject) {
    const std::vector<Named> all = {
        {Language::pl,
         "gaz",
         {"Nie ma czym zapłacić za gaz.",
          "Rachunek nie do przyjęcia, gaz drożeje.",
          "No i znowu gaz odcięli.",
          "Gaz nie płynie od rana.",
          "Za gaz liczą nam podwójnie."},
         {"Kurier spóźniony, paczka zgnieciona.",
          "Paczka leżała przed bramą.",
          "Kurier uprzejmy, paczka cała.",
          "Infolinia milczy, konsultant opryskliwy.",
          "Konsultant z infolinii pomógł."}},
        {Language::ru,
         "дом",
         {"Не могу попасть в дом, замок сломан.",
          "Дом не убран, ни полотенец, ни воды.",
          "Ну и дом, крыша течет.",
          "Дом холодный, батареи не греют.",
          "Не тот дом, что на фото."},
         {"Курьер опоздал, коробка мятая.",
          "Коробка лежала под дождем.",
          "Курьер вежливый, коробка целая.",
          "Оператор бросил трубку.",
          "Оператор помог с настройкой."}},
        {Language::en,
         "bus",
         {"The bus did not stop, no driver in sight.",
          "No bus for the whole route.",
          "That bus was not clean.",
          "Not a single seat free, the bus was packed.",
          "Our bus broke down near the bridge."},
         {"Courier arrived late, parcel crushed.",
          "Parcel lay outside in the rain.",
          "Courier was polite, parcel intact.",
          "The operator hung up on me.",
          "An operator helped with the router."}},
    };
    for (const auto& one : all) {
        auto said = one.about;
        said.insert(said.end(), one.other.begin(), one.other.end());
        const Corpus corpus(views(said), one.language);
        const std::vector<std::size_t> about = {0, 1, 2, 3, 4};
        const auto phrases = telling_phrases(corpus, about, 5);
        ASSERT_EQ(phrases.size(), 1U) << one.name;
        EXPECT_EQ(phrases.front().text, one.name);
    }
}

TEST(Phrases, differ_from_the_rest_and_say_each_thing_once) {
    const auto corpus = corpus_of_voices();
    const std::vector<std::size_t> points = {13, 14, 15, 16, 17, 18};
    const auto phrases = telling_phrases(corpus, points, 5);
    ASSERT_FALSE(phrases.empty());
    EXPECT_EQ(phrases.front().text, "punkty");
    EXPECT_EQ(phrases.front().inside, 6U);
    EXPECT_EQ(phrases.front().outside, 0U);
    for (const auto& phrase : phrases) {
        EXPECT_EQ(
            std::count_if(
                phrases.begin(),
                phrases.end(),
                [&](const Phrase& other) { return other.text == phrase.text; }
            ),
            1
        );
    }
}

TEST(Phrases, random_halves_hardly_differ) {
    std::mt19937 random(3);
    std::vector<std::string> said;
    for (int i = 0; i < 400; ++i) {
        std::string one;
        for (int word = 0; word < 8; ++word) {
            one += "slowo" + std::string(1, static_cast<char>('a' + random() % 26)) + ' ';
        }
        said.push_back(one);
    }
    const Corpus corpus(views(said), Language::pl);
    std::vector<std::size_t> half(200);
    for (std::size_t i = 0; i < half.size(); ++i) {
        half[i] = 2 * i;
    }
    const auto found = telling_phrases(corpus, half, 1000).size();
    EXPECT_LT(static_cast<double>(found), 0.05 * static_cast<double>(corpus.terms().size()));
}

TEST(Quotes, are_unlike_each_other) {
    const std::vector<std::string> said = {
        "Parking za mały, brak miejsc rano.",
        "Parking za mały, brak miejsc rano!",
        "Parking daleko, brak windy.",
        "Winda na parkingu nie działa rano.",
        "Brak miejsc, parking daleko."
    };
    const Corpus corpus(views(said), Language::pl);
    const std::vector<std::size_t> all = {0, 1, 2, 3, 4};
    const auto quotes = quotes_of(corpus, all, 3);
    ASSERT_EQ(quotes.size(), 3U);
    EXPECT_LT(
        std::count(quotes.begin(), quotes.end(), 0U) + std::count(quotes.begin(), quotes.end(), 1U),
        2
    );
}

TEST(Grouping, agreement_is_one_with_itself_and_about_zero_by_chance) {
    std::mt19937 random(5);
    std::vector<std::uint32_t> a(2000), b(2000), renamed(2000);
    for (std::size_t i = 0; i < a.size(); ++i) {
        a[i] = static_cast<std::uint32_t>(random() % 5);
        b[i] = static_cast<std::uint32_t>(random() % 5);
        renamed[i] = 9 - a[i];
    }
    EXPECT_DOUBLE_EQ(agreement(a, renamed), 1);
    EXPECT_NEAR(agreement(a, b), 0, 0.02);
}

}  // namespace
}  // namespace styk::text
