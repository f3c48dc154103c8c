#include "demo/words.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "base/result.h"
#include "base/text.h"
#include "demo/levels.h"

namespace styk::demo {

namespace {

const std::map<std::string, std::string_view>& texts() {
    static const std::map<std::string, std::string_view> all{
        {"en", words_en()}, {"pl", words_pl()}, {"ru", words_ru()}
    };
    return all;
}

// A written complaint is about one touchpoint.
std::set<std::string> claims() {
    std::set<std::string> out;
    for (const auto spot : spot_keys) {
        out.insert("claim_" + std::string(spot));
    }
    return out;
}

}  // namespace

TEST(Words, give_each_language_at_least_250_comments_of_its_own) {
    for (const auto& [language, text] : texts()) {
        std::set<std::string_view> distinct;
        for (const auto& line : read_lines(text)) {
            distinct.insert(line.text);
        }
        EXPECT_GE(distinct.size(), 250U) << language;
    }
}

TEST(Words, are_about_something_known_under_conditions_that_are_known) {
    std::set<std::string_view> about{"stay", "contact", "review", "claim", "note", "voice"};
    about.insert(spot_keys.begin(), spot_keys.end());
    const std::set<std::string> claimed = claims();
    about.insert(claimed.begin(), claimed.end());
    std::set<std::string_view> conditions{
        "summer",
        "winter",
        "family",
        "business",
        "leisure",
        "long",
        "one_night",
        "before",
        "after",
        "bad_week",
        "switch",
        "overdue",
        "young"
    };
    conditions.insert(hotel_keys.begin(), hotel_keys.end());
    for (const auto& [language, text] : texts()) {
        for (const auto& line : read_lines(text)) {
            EXPECT_TRUE(about.contains(line.about)) << language << " " << line.about;
            for (const auto condition : line.only) {
                EXPECT_TRUE(conditions.contains(condition)) << language << " " << condition;
            }
        }
    }
}

TEST(Words, can_all_be_said_by_him_and_by_her) {
    for (const auto& [language, text] : texts()) {
        for (const auto& line : read_lines(text)) {
            for (const bool she : {false, true}) {
                const auto said = fill_line(line.text, language, {she, 25, "riga"});
                EXPECT_TRUE(is_utf8(said) && count_code_points(said) <= 600) << said;
                EXPECT_EQ(said.find_first_of("{|}"), std::string::npos) << said;
            }
        }
    }
}

// Without a slot, the past tense of the first person betrays one gender whoever writes.
TEST(Words, have_no_first_person_that_fits_only_one_gender) {
    for (const auto& line : read_lines(words_pl())) {
        // "stanął" + "am" would be wrong: such verbs need both forms spelled out.
        EXPECT_EQ(line.text.find("ął{em"), std::string_view::npos) << line.text;
        EXPECT_EQ(line.text.find("edł{em"), std::string_view::npos) << line.text;
        for (const auto word : split(line.text, ' ')) {
            const bool staff = line.about == "voice" || line.about == "note";
            const bool bare = word.find('{') == std::string_view::npos;
            for (const std::string_view ending : {"łem", "łam", "łem,", "łam,", "łem.", "łam."}) {
                EXPECT_FALSE(!staff && bare && word.ends_with(ending)) << line.text;
            }
        }
    }
}

TEST(Words, agree_with_the_writer_and_with_the_number) {
    struct Case {
        std::string_view language, text;
        Slots slots;
        std::string expected;
    };

    const std::vector<Case> cases{
        {"pl", "Czekał{em|am} {wait}.", {true, 22, ""}, "Czekałam 22 minuty."},
        {"pl", "Czekał{em|am} {wait}.", {false, 21, ""}, "Czekałem 21 minut."},
        {"pl", "{wait}", {false, 12, ""}, "12 minut"},
        {"pl", "{in_hotel}", {false, 0, "zakopane"}, "w Zakopanem"},
        {"ru", "Ждал{|а} {wait}.", {true, 21, ""}, "Ждала 21 минуту."},
        {"ru", "Ждал{|а} {wait}.", {false, 11, ""}, "Ждал 11 минут."},
        {"ru", "{wait}", {false, 34, ""}, "34 минуты"},
        {"ru", "{in_hotel}", {false, 0, "riga"}, "в Риге"},
        {"en", "{wait} {in_hotel}", {false, 40, "gdansk"}, "40 minutes in Gdańsk"},
    };
    for (const auto& one : cases) {
        EXPECT_EQ(fill_line(one.text, one.language, one.slots), one.expected);
    }
}

TEST(Words, that_are_broken_are_a_fault) {
    EXPECT_THROW(static_cast<void>(read_lines("# checks_in delighted\nOh.")), Fault);
    EXPECT_THROW(static_cast<void>(fill_line("Czekał{em", "pl", {})), Fault);
    EXPECT_THROW(static_cast<void>(fill_line("Czekał{em}", "pl", {})), Fault);
}

}  // namespace styk::demo
