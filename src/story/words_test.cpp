#include "story/words.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "story/speaker.h"

namespace styk::story {
namespace {

std::map<std::string_view, std::string_view> table(std::span<const Said> all) {
    std::map<std::string_view, std::string_view> out;
    for (const auto& [key, pattern] : all) {
        EXPECT_TRUE(out.emplace(key, pattern).second) << key << " stands twice";
    }
    return out;
}

// A brace behind a selector holds words of the sentence.
bool opens_choice(std::string_view before) {
    return before.ends_with("yes ") || before.ends_with("other ");
}

// The names that a pattern wants: what follows a brace and is a word.
std::set<std::string> places(std::string_view pattern) {
    std::set<std::string> names;
    for (std::size_t at = pattern.find('{'); at != std::string_view::npos;
         at = pattern.find('{', at + 1)) {
        const auto rest = pattern.substr(at + 1);
        const auto end = rest.find_first_of(",} ");
        const auto name = rest.substr(0, end);
        const bool word = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || c == '_';
        });
        if (word && rest[end] != ' ' && !opens_choice(pattern.substr(0, at))) {
            names.emplace(name);
        }
    }
    return names;
}

PatternValues filled(std::string_view pattern, std::int64_t count) {
    static std::set<std::string> kept;  // the values' names are views
    PatternValues values;
    for (const auto& name : places(pattern)) {
        const auto& known = *kept.insert(name).first;
        const bool counts = pattern.find("{" + name + ", plural") != std::string_view::npos;
        values.emplace_back(known, counts ? PatternValue(count) : PatternValue("<" + name + ">"));
    }
    return values;
}

TEST(words, have_every_key_in_every_language) {
    const auto english = table(words_en());
    for (const auto& other : {table(words_pl()), table(words_ru())}) {
        for (const auto& [key, pattern] : english) {
            EXPECT_TRUE(other.contains(key)) << key;
        }
        EXPECT_EQ(other.size(), english.size());
    }
}

TEST(words, fill_the_same_places_in_every_language) {
    const auto english = table(words_en());
    for (const auto& other : {table(words_pl()), table(words_ru())}) {
        for (const auto& [key, pattern] : other) {
            EXPECT_EQ(places(pattern), places(english.at(key))) << key;
        }
    }
}

TEST(words, are_patterns_that_leave_nothing_open_whatever_the_count) {
    for (const char* code : {"en", "pl", "ru"}) {
        const Speaker speaker(code);
        for (const auto& [key, pattern] : table(words_en())) {
            for (const std::int64_t count : {0, 1, 2, 5, 21, 104}) {
                const auto text = speaker.text(key, filled(pattern, count));
                EXPECT_FALSE(text.empty()) << key;
                EXPECT_EQ(text.find_first_of("{}#"), std::string::npos) << code << " " << text;
            }
        }
    }
}

TEST(Speaker, does_not_make_up_what_nobody_wrote) {
    EXPECT_THROW((void)Speaker("en").text("no.such.key"), Fault);
}

TEST(FigureWords, write_a_net_as_signed_points) {
    const Speaker speaker("en");
    const FigureWords words(speaker, metric::Kind::net);
    EXPECT_EQ(words.value(0.412), "+41");
    EXPECT_EQ(words.range(-0.18, -0.06), "−18 to −6");
    EXPECT_EQ(words.range(0.411, 0.414), "41.1 to 41.4");  // whole numbers would hide it
    EXPECT_EQ(words.end(0.411, 0.414), "+41.1");
    EXPECT_EQ(words.end(0.38, 0.44), "+38");
    EXPECT_EQ(words.amount(-0.12), "12 points");
    EXPECT_EQ(words.amounts({.value = -0.12, .lo = -0.18, .hi = -0.06}), "6 to 18");
    EXPECT_EQ(words.amounts({.value = -0.12, .lo = -0.18, .hi = 0.06}), "−6 to 18");
}

TEST(FigureWords, write_shares_means_and_indices_their_way) {
    const Speaker polish("pl");
    EXPECT_EQ(FigureWords(polish, metric::Kind::box).range(0.54, 0.62), "54–62%");
    EXPECT_EQ(FigureWords(polish, metric::Kind::box).range(0.487, 0.49), "48,7–49,0%");
    EXPECT_EQ(FigureWords(polish, metric::Kind::mean).value(4.3), "4,30");
    EXPECT_EQ(FigureWords(polish, metric::Kind::mean).amount(0.314), "0,31 punktu");
    EXPECT_EQ(FigureWords(polish, metric::Kind::index).range(71.4, 79.6), "71–80");
    EXPECT_EQ(FigureWords(polish, metric::Kind::box).amount(0.22), "22 punkty");
}

}  // namespace
}  // namespace styk::story
