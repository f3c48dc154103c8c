#include "firm/firm.h"

#include <filesystem>
#include <gtest/gtest.h>

#include "firm/attribute.h"
#include "firm/channel.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/wire.h"

namespace styk::firm {
namespace {

// The first problem of a patch, as "pointer message"; "" when there is none.
std::string patch(Firm& firm, const char* text) {
    const json::Value body = json::parse(text);
    const auto problems = record::read_json(
        record::shape_of<Firm>(),
        body.get_object(),
        &firm,
        record::Intent::change,
        people::may::set_up
    );
    return problems.empty() ? "" : problems[0].pointer + " " + problems[0].message;
}

std::string patch(const char* text) {
    Firm firm;
    return patch(firm, text);
}

TEST(firm_record, a_new_firm_keeps_all_its_own_rules) {
    const Firm firm;
    EXPECT_TRUE(record::check(record::shape_of<Firm>(), &firm).empty());
    EXPECT_TRUE(check(firm).empty());
}

TEST(firm_record, takes_what_is_right) {
    Firm firm;
    EXPECT_EQ(
        patch(firm, R"({"time_zone": "Europe/Vilnius", "working_days": [7, 1], "currency": "PLN",
        "working_to": "24:00", "words": {"customer": "guest"}, "customers_min": 10})"),
        ""
    );
    EXPECT_EQ(firm.time_zone, "Europe/Vilnius");
    EXPECT_EQ(firm.working_days, (std::vector<std::int64_t>{7, 1}));
    EXPECT_EQ(firm.words.text, R"({"customer":"guest"})");
}

TEST(firm_record, names_what_is_wrong) {
    struct Case {
        const char *body, *problem;
    };

    const Case cases[] = {
        {R"({"time_zone": "Europe/Atlantis"})",
         "/time_zone must be a time zone such as Europe/Warsaw"},
        {R"({"languages": []})", "/languages must name a language at least"},
        {R"({"languages": ["de"]})", "/languages may hold only en, pl, ru"},
        {R"({"language": "de"})", "/language must be one of en, pl, ru"},
        {R"({"currency": "zł"})", "/currency must be a currency of three letters such as EUR"},
        {R"({"working_days": [0]})",
         "/working_days must be days of the week, 1 (Monday) to 7, none twice"},
        {R"({"working_days": [1, 1]})",
         "/working_days must be days of the week, 1 (Monday) to 7, none twice"},
        {R"({"working_days": []})",
         "/working_days must be days of the week, 1 (Monday) to 7, none twice"},
        {R"({"working_from": "9:00"})", "/working_from must be a time such as 09:00"},
        {R"({"working_from": "24:30"})", "/working_from must be a time such as 09:00"},
        {R"({"employees_min": 2})", "/employees_min must be 3 to 100"},
        {R"({"words": {"customer": 1}})", "/words must give a text for customer"},
        {R"({"demo": true})", "/demo may not be set by you"},
    };
    for (const Case& one : cases) {
        EXPECT_EQ(patch(one.body), one.problem);
    }
}

TEST(firm_record, its_language_is_one_of_its_languages) {
    Firm firm;
    firm.languages = {"pl"};
    ASSERT_EQ(check(firm).size(), 1U);
    EXPECT_EQ(check(firm)[0].pointer, "/language");
    firm.language = "pl";
    EXPECT_TRUE(check(firm).empty());
}

TEST(firm_record, words_may_have_forms_in_each_language) {
    Firm firm;
    EXPECT_EQ(
        patch(
            firm,
            R"({"words": {"customer": {"en": {"one": "guest", "other": "guests"}, "ru": {"gender": "m",
        "one": ["гость", "гостя", "гостю", "гостя", "гостем", "госте"],
        "other": ["гости", "гостей", "гостям", "гостей", "гостями", "гостях"]}}, "case": null}})"
        ),
        ""
    );
    EXPECT_TRUE(check(firm).empty());
}

TEST(firm_record, names_the_form_that_is_wrong) {
    const auto problem_of = [](const char* words) {
        Firm firm;
        firm.words.text = words;
        std::string all;
        for (const auto& one : check(firm)) {
            all += one.pointer + " " + one.message + ";";
        }
        return all;
    };
    EXPECT_EQ(
        problem_of(R"({"customer": {"en": {"one": "guest"}}})"),
        "/words/customer/en/other is missing;"
    );
    EXPECT_EQ(
        problem_of(
            R"({"customer": {"pl": {"gender": "x", "one": ["gość"], "other": ["a", "b", " ", "d", "e", "f"]}}})"
        ),
        "/words/customer/pl/gender must be m, f or n;/words/customer/pl/one must be a list of 6 "
        "forms;/words/customer/pl/other/2 must be a text of 1 to 60 characters;"
    );
    EXPECT_EQ(problem_of(R"({"case": {"de": {}}})"), "/words/case/de must be en, pl or ru;");
    EXPECT_EQ(
        problem_of(R"({"case": {"en": {"one": "a", "other": "b", "two": "c"}}})"),
        "/words/case/en/two is not known here;"
    );
}

TEST(firm_record, work_ends_after_it_begins) {
    Firm firm;
    firm.working_to = firm.working_from;
    ASSERT_EQ(check(firm).size(), 1U);
    EXPECT_EQ(check(firm)[0].pointer, "/working_to");
}

TEST(time_zone_of_system, follows_the_link_and_takes_utc_for_silence) {
    const auto link = std::filesystem::temp_directory_path() / "styk_localtime_of_a_test";
    const auto zone_behind = [&](const char* target) {
        std::filesystem::remove(link);
        std::filesystem::create_symlink(target, link);
        auto zone = time_zone_of_system(link);
        std::filesystem::remove(link);
        return zone;
    };
    EXPECT_EQ(zone_behind("/usr/share/zoneinfo/Europe/Prague"), "Europe/Prague");
    EXPECT_EQ(zone_behind("/usr/share/zoneinfo/Etc/UTC"), "Europe/Warsaw");
    EXPECT_EQ(zone_behind("/usr/share/zoneinfo/Nowhere/Town"), "Europe/Warsaw");
    EXPECT_EQ(time_zone_of_system("/no/such/file"), "Europe/Warsaw");
}

TEST(first_channels, are_ten_in_their_order) {
    const auto channels = first_channels();
    ASSERT_EQ(channels.size(), 10U);
    EXPECT_EQ(channels.front().key, "web");
    EXPECT_EQ(channels.back().key, "other");
    EXPECT_LT(channels.front().position, channels.back().position);
}

TEST(registers, have_keys_that_do_not_change) {
    EXPECT_TRUE(record::shape_of<Channel>().find("key")->has(record::fixed));
    EXPECT_TRUE(record::shape_of<Attribute>().find("key")->has(record::fixed));
    EXPECT_TRUE(record::shape_of<Attribute>().find("of")->has(record::fixed));
}

}  // namespace
}  // namespace styk::firm
