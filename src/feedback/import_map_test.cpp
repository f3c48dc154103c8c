#include "feedback/import_map.h"

#include <gtest/gtest.h>

#include "feedback/import_guess.h"
#include "feedback/import_look.h"
#include "feedback/import_map_json.h"
#include "feedback/import_rows.h"
#include "json/json.h"
#include "support/sample_firm.h"

namespace styk::feedback {
namespace {

using Columns = std::vector<std::string>;

std::string text_of(const Problems& problems) {
    std::string out;
    for (const auto& [pointer, message] : problems) {
        out += pointer + ": " + message + "\n";
    }
    return out;
}

ImportMap map_of(std::string_view text, ImportKind kind = ImportKind::feedback) {
    Problems problems;
    auto map = read_map(kind, json::parse(text), problems);
    EXPECT_EQ(text_of(problems), "");
    return map;
}

std::string problems_of(
    std::string_view text, const Columns& columns, ImportKind kind = ImportKind::feedback
) {
    return text_of(check_map(*test::sample_directory(), kind, map_of(text, kind), columns));
}

// What a file's beginning is guessed to be.
json::Value guess(ImportKind kind, std::string_view head) {
    Import import;
    import.kind = kind;
    look_at(*test::sample_directory(), import, head);
    return json::parse(import.map.text);
}

TEST(a_map, comes_back_as_it_went_in) {
    const auto text = json::parse(R"({"delimiter": ";", "encoding": "windows-1250", "key": "Id",
        "comment": "Words", "occurred_at": {"column": "When", "format": "%d.%m.%Y"}, "customer": "Guest",
        "channel": "web", "location": {"column": "Hotel", "create": true}, "source": "import",
        "ratings": [{"column": "Seat", "metric": "csat", "touchpoint": "seat", "not_applicable": ["0"]}],
        "attributes": [{"column": "Class", "key": "class", "dimension": true}], "create_touchpoints": true,
        "ignore": ["x"]})");
    EXPECT_EQ(json::Value(to_json(ImportKind::feedback, map_of(json::write(text)))), text);
}

TEST(a_map, names_what_it_cannot_read) {
    Problems problems;
    (void)read_map(
        ImportKind::feedback,
        json::parse(R"({"colour": "red", "comment": 1, "ratings": [{"column": "a", "scale": 5}],
        "create_touchpoints": "yes", "channel": {"create": true}})"),
        problems
    );
    EXPECT_EQ(
        text_of(problems),
        "/colour: \"colour\" is not a part of such a map.\n"
        "/comment: comment must be a text or {\"column\": …}.\n"
        "/ratings/0/scale: \"scale\" is not known here.\n"
        "/create_touchpoints: /create_touchpoints must be true or false.\n"
        "/channel: The column is missing.\n"
    );
}

TEST(a_map, is_checked_against_the_file_and_the_setup_and_every_problem_is_named) {
    EXPECT_EQ(problems_of(R"({"channel": "web", "comment": "Words"})", {"Words"}), "");
    EXPECT_EQ(
        problems_of(
            R"({"channel": "pigeon", "occurred_at": "someday", "kind": "rant",
            "location": "mars", "ratings": [{"column": "Leg", "metric": "karma", "touchpoint": "Leg room"},
            {"column": "Seat", "metric": "csat", "touchpoint": "desk"},
            {"column": "Seat", "metric": "csat", "touchpoint": "desk"}],
            "attributes": [{"column": "Class", "key": "The Class"}], "delimiter": "x", "encoding": "ebcdic"})",
            {"Seat", "Class"}
        ),
        "/delimiter: The delimiter must be a comma, a semicolon, a tab or |.\n"
        "/encoding: The encoding must be one of utf-8, windows-1250, windows-1251, iso-8859-2.\n"
        "/occurred_at: \"someday\" is no date such as 2026-11-21.\n"
        "/channel: There is no channel \"pigeon\".\n"
        "/kind: There is no kind \"rant\".\n"
        "/location: There is no location \"mars\".\n"
        "/ratings/0/column: The file has no column \"Leg\".\n"
        "/ratings/0/metric: \"Leg\": there is no metric \"karma\".\n"
        "/ratings/0/touchpoint: \"Leg\": a touchpoint's key is 1 to 64 of a-z, 0-9, _ and -, not "
        "\"Leg room\".\n"
        "/ratings/2: Two columns hold csat of the same touchpoint; \"Seat\" is one of them.\n"
        "/attributes/0/key: \"Class\": an attribute's key is 1 to 64 of a-z, 0-9, _ and -, not "
        "\"The Class\".\n"
    );
    EXPECT_EQ(
        problems_of(R"({"channel": "web"})", {"a"}),
        "/ratings: Say which column holds a score or the comment: there is nothing to import yet.\n"
    );
    EXPECT_EQ(
        problems_of("{}", {"a"}, ImportKind::customers), "/key: Say which column holds the key.\n"
    );
    EXPECT_EQ(
        problems_of(
            R"({"channel": "web", "create_touchpoints": false,
            "ratings": [{"column": "a", "metric": "csat", "touchpoint": "sauna"}]})",
            {"a"}
        ),
        "/ratings/0/touchpoint: \"a\": there is no touchpoint \"sauna\".\n"
    );
}

TEST(columns, each_have_a_name_of_their_own) {
    const std::string_view header[] = {" Id ", "", "Score", "Score", "Score (2)"};
    EXPECT_EQ(
        name_columns(header), (Columns{"Id", "Column 2", "Score", "Score (2)", "Score (2) (2)"})
    );
}

TEST(a_guess, knows_keys_dates_words_scores_and_groups) {
    const auto map = guess(
        ImportKind::feedback,
        "Id;Data wizyty;Klient;NPS;Jakość obsługi;Komentarz;Oddział;Wiek\n"
        "1;21.11.2026;K-1;9;5;Miło i szybko, dziękuję;Gdańsk;33\n2;22.11.2026;K-2;3;0;Za długo "
        "czekałem;Sopot;41\n"
        "3;23.11.2026;K-1;10;4;;Gdańsk;58\n4;24.11.2026;K-3;0;3;Wszystko w porządku;Gdańsk;19\n"
    );
    EXPECT_EQ(map.at("delimiter"), ";");
    EXPECT_EQ(map.at("key"), "Id");
    EXPECT_EQ(
        json::write(map.at("occurred_at")), R"({"column":"Data wizyty","format":"%d.%m.%Y"})"
    );
    EXPECT_EQ(map.at("customer"), "Klient");
    EXPECT_EQ(map.at("comment"), "Komentarz");
    EXPECT_EQ(json::write(map.at("location")), R"({"column":"Oddział","create":true})");
    EXPECT_EQ(
        json::write(map.at("ratings")),
        R"([{"column":"NPS","metric":"nps"},{"column":"Jakość obsługi","metric":"csat","touchpoint":"jakosc_obslugi","not_applicable":["0"]}])"
    );
    EXPECT_EQ(
        json::write(map.at("attributes")), R"([{"column":"Wiek","key":"wiek","dimension":false}])"
    );
    EXPECT_EQ(map.at("channel"), "web");
}

TEST(a_guess, of_customers_and_events_knows_their_fields) {
    const auto people = guess(
        ImportKind::customers,
        "key,name,email,phone,segment\nC-1,Ala,a@b.example,+48 1,gold\nC-2,Ola,o@b.example,,gold\n"
    );
    EXPECT_EQ(people.at("key"), "key");
    EXPECT_EQ(people.at("name"), "name");
    EXPECT_EQ(people.at("email"), "email");
    EXPECT_EQ(json::write(people.at("segment")), R"({"column":"segment"})");
    const auto events = guess(
        ImportKind::events,
        "id,type,when,customer\ne1,call,2026-11-21 10:00,C-1\ne2,visit,2026-11-22 11:00,C-1\n"
    );
    EXPECT_EQ(events.at("key"), "id");
    EXPECT_EQ(json::write(events.at("type")), R"({"column":"type"})");
    EXPECT_EQ(json::write(events.at("occurred_at")), R"({"column":"when","format":"iso"})");
}

TEST(a_guess, is_refused_a_file_without_rows) {
    for (const char* text : {"a,b\n", "\n\n"}) {
        EXPECT_THROW((void)guess(ImportKind::feedback, text), Refusal) << text;
    }
    EXPECT_THROW((void)guess(ImportKind::feedback, std::string("a\0b", 3)), Refusal);
}

struct MomentCase {
    std::string_view format, text, expected;
};

TEST(a_written_moment, is_read_by_its_format_in_the_firms_zone) {
    const TimeZone warsaw("Europe/Warsaw");
    const MomentCase cases[] = {
        {"iso", "2026-11-21", "2026-11-20T23:00:00Z"},
        {"iso", "2026-11-21 10:30", "2026-11-21T09:30:00Z"},
        {"iso", "2026-11-21T10:30:15.250", "2026-11-21T09:30:15Z"},
        {"iso", "2026-11-21T10:30:00+05:00", "2026-11-21T05:30:00Z"},
        {"%d.%m.%Y", "1.2.2026", "2026-01-31T23:00:00Z"},
        {"%m/%d/%Y %H:%M", "7/4/2026 08:05", "2026-07-04T06:05:00Z"},
        {"iso", "2026-03-29 12:00", "2026-03-29T10:00:00Z"},  // the clocks went forward that night
        {"iso", "2026-10-25 12:00", "2026-10-25T11:00:00Z"},  // and back again
        {"iso", "2026-02-30", ""},
        {"iso", "yesterday", ""},
        {"%d.%m.%Y", "21.11.2026 10:00", ""},
        {"%d.%m.%Y", "21.11.26", ""},
        {"iso", "2026-11-21 25:00", ""},
    };
    for (const auto& [format, text, expected] : cases) {
        MomentReader reader(warsaw, format);
        const auto read = reader.read(text);
        EXPECT_EQ(read ? to_rfc3339(*read) : "", expected) << format << " of " << text;
    }
}

TEST(a_written_moment, has_a_format_of_day_month_and_year) {
    for (const char* right : {"iso", "%d.%m.%Y", "%Y/%m/%d %H:%M:%S"}) {
        EXPECT_TRUE(is_moment_format(right)) << right;
    }
    for (const char* wrong : {"", "%d.%m", "%d.%m.%y", "%d.%m.%Y %", "%d.%d.%Y.%m"}) {
        EXPECT_FALSE(is_moment_format(wrong)) << wrong;
    }
}

// The row "a,b,c" read by the map, as the draft's parts and the problems.
class FeedbackRow : public ::testing::Test {
protected:
    const Draft& read(std::initializer_list<std::string_view> cells) {
        problems_.clear();
        const std::vector<std::string_view> row(cells);
        return rows_.read(row, problems_);
    }

    std::shared_ptr<const Directory> directory_ = test::sample_directory();
    ImportMap map_ = map_of(
        R"({"channel": {"column": "Via"}, "comment": "Words", "location": {"column": "Place", "create": true},
        "occurred_at": {"column": "Day", "format": "iso"},
        "ratings": [{"column": "Room/Bed", "metric": "csat", "touchpoint": "room", "not_applicable": ["0", "n/a"]}],
        "attributes": [{"column": "Class", "key": "class", "dimension": true}, {"column": "Age", "key": "age"}]})"
    );
    FeedbackRows rows_{
        *directory_, map_, {"Via", "Words", "Place", "Day", "Room/Bed", "Class", "Age"}, Instant{}
    };
    Problems problems_;
};

TEST_F(FeedbackRow, becomes_a_draft) {
    const Draft& draft =
        read({"E-mail", "Fine \"bed\"", " Harbour ", "2026-11-21", " 4.0 ", "12", "33"});
    EXPECT_EQ(text_of(problems_), "");
    EXPECT_EQ(draft.channel, "email");
    EXPECT_EQ(draft.comment, "Fine \"bed\"");
    EXPECT_EQ(draft.location, "harbour");
    EXPECT_EQ(draft.ratings[0].value, 4);
    EXPECT_EQ(draft.attributes, R"({"class":"12","age":33})");
}

TEST_F(FeedbackRow, tells_missing_from_not_applicable) {
    EXPECT_EQ(
        read({"web", "", "", "2026-11-21", "", "", ""}).ratings[0].state, RatingState::missing
    );
    EXPECT_EQ(
        read({"web", "", "", "2026-11-21", "n/a", "", ""}).ratings[0].state,
        RatingState::not_applicable
    );
    EXPECT_EQ(
        read({"web", "", "", "2026-11-21", "5", "", ""}).ratings[0].state, RatingState::given
    );
    EXPECT_EQ(read({"web", "", "", "2026-11-21", "5", "", ""}).attributes, "");
}

TEST_F(FeedbackRow, notes_places_that_are_to_be_made) {
    EXPECT_FALSE(read({"web", "", "Nowy Targ", "2026-11-21", "5", "", ""}).location);
    EXPECT_EQ(text_of(problems_), "");
    EXPECT_EQ(rows_.needs().locations, (Needs::Keyed{{"nowy_targ", "Nowy Targ"}}));
}

TEST_F(FeedbackRow, names_the_column_of_each_problem) {
    const Draft& draft = read({"web", "", "", "21.11.2026", "good", "", ""});
    ASSERT_EQ(problems_.size(), 2U);
    EXPECT_EQ(rows_.column_of(problems_[0].pointer), "Day");
    EXPECT_EQ(problems_[0].message, "\"21.11.2026\" is no date of the form iso");
    EXPECT_EQ(rows_.column_of(problems_[1].pointer), "Room/Bed");
    EXPECT_EQ(problems_[1].message, "\"good\" is no whole number");
    problems_.clear();
    (void)check(
        *directory_,
        read({"web", "", "", "2026-11-21", "12", "", ""}),
        Instant{2'000'000'000'000'000},
        problems_
    );
    ASSERT_EQ(problems_.size(), 1U);
    EXPECT_EQ(rows_.column_of(problems_[0].pointer), "Room/Bed");
    EXPECT_EQ(problems_[0].message, "the score 12 is above 5");
    EXPECT_EQ(draft.ratings.size(), 1U);
}

}  // namespace
}  // namespace styk::feedback
