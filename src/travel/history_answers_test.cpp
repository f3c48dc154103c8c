#include "travel/history_answers.h"

#include <gtest/gtest.h>

#include "json/json.h"
#include "survey/definition_json.h"

namespace styk::travel {

namespace {

constexpr std::string_view survey_text = R"({"pages": [{"elements": [
  {"type": "rating", "name": "nps", "title": {"default": "How likely are you to recommend us?", "pl": "Czy nas polecasz?"},
   "rateMin": 0, "rateMax": 10, "minRateDescription": "Not at all likely", "maxRateDescription": "Extremely likely"},
  {"type": "comment", "name": "why", "title": "Why?", "isRequired": true},
  {"type": "checkbox", "name": "topics", "title": "What was good?", "showOtherItem": true,
   "choices": [{"value": "price", "text": {"default": "Price", "pl": "Cena"}}, {"value": "staff", "text": "Staff, and their help"}, "room"]},
  {"type": "radiogroup", "name": "again", "title": "Again?", "choices": [{"value": 1, "text": "Yes, surely"}, {"value": 2, "text": "Perhaps"}]},
  {"type": "matrix", "name": "rate", "title": "Rate", "rows": [{"value": "bed", "text": "The bed"}, {"value": "food", "text": "The food"}],
   "columns": ["bad", "good"]},
  {"type": "ranking", "name": "order", "title": "Order these", "choices": ["a", "b", "c"]},
  {"type": "boolean", "name": "member", "title": "A member?"},
  {"type": "text", "name": "age", "title": "Age", "inputType": "number", "max": 120},
  {"type": "text", "name": "day", "title": "Day", "inputType": "date"}
]}], "hidden": ["room_number"]})";

survey::Definition read_survey() {
    Problems problems;
    auto out = survey::read_definition(json::parse(survey_text), "en", problems);
    EXPECT_TRUE(problems.empty()) << problems[0].pointer << ": " << problems[0].message;
    return out;
}

std::string guessed(const std::vector<std::string>& columns) {
    const auto definition = read_survey();
    const auto places = places_of(definition);
    std::string out;
    for (const Place* one : guess_places(definition, places, columns)) {
        out += (out.empty() ? "" : " ") + (one == nullptr ? "-" : one->column.name);
    }
    return out;
}

struct Cell {
    std::string place;
    std::string text;
};

// The answers as JSON, or what is wrong.
std::string answers(const std::vector<Cell>& cells, const std::vector<std::string>& never = {}) {
    const auto definition = read_survey();
    const auto places = places_of(definition);
    std::vector<AnswerColumn> columns;
    std::vector<std::string_view> row;
    for (const Cell& one : cells) {
        const Place* place = find_place(places, one.place);
        EXPECT_NE(place, nullptr) << one.place;
        columns.push_back({place, never});
        row.push_back(one.text);
    }
    Problems problems;
    const auto read = AnswerReader(definition, std::move(columns)).read(row, problems);
    std::string out;
    for (const auto& [pointer, message] : problems) {
        out += pointer + " " + message + "\n";
    }
    return problems.empty() ? survey::write_map(read.answers) : out;
}

}  // namespace

TEST(GuessedPlaces, KnowTheHeadsOfEveryTool) {
    EXPECT_EQ(
        guessed(
            {"How likely are you to recommend us?",
             "Why?",
             "What was good? - Price",
             "What was good? - Other (please specify)",
             "Again?"}
        ),
        "nps why topics[price] topics[other] again"
    );
    EXPECT_EQ(
        guessed({"nps", "topics[price]", "topics[room]", "rate[bed]", "rate[food]"}),
        "nps topics[price] topics[room] rate.bed rate.food"
    );
    EXPECT_EQ(
        guessed({"NPS", "topics_1", "topics_2", "rate_1", "order_3"}),
        "nps topics[price] topics[staff] rate.bed order[c]"
    );
    EXPECT_EQ(
        guessed({"Czy nas polecasz?", "What was good?", "Rate [The bed]", "Rate [The food]"}),
        "nps topics rate.bed rate.food"
    );
    EXPECT_EQ(guessed({"Price", "Staff, and their help"}), "topics[price] topics[staff]");
    EXPECT_EQ(
        guessed({"What was good? [Other]", "topics[other]", "room_number"}),
        "topics[other] - hidden.room_number"
    );
}

TEST(GuessedPlaces, GiveNoPlaceTwiceAndNameNothingThatIsUnknown) {
    EXPECT_EQ(guessed({"nps", "NPS", "IP address", ""}), "nps - - -");
}

TEST(ReadAnswers, TakeScalesWithTheirWords) {
    EXPECT_EQ(answers({{"nps", "9"}}), R"({"nps":9})");
    EXPECT_EQ(answers({{"nps", "10 - Extremely likely"}}), R"({"nps":10})");
    EXPECT_EQ(answers({{"nps", "Extremely likely"}}), R"({"nps":10})");
    EXPECT_EQ(answers({{"nps", "7.0"}}), R"({"nps":7})");
    EXPECT_EQ(answers({{"nps", "N/A"}}), "{}");
    EXPECT_EQ(answers({{"nps", "11"}}), "0 \"11\" is not from 0 to 10\n");
    EXPECT_EQ(answers({{"nps", "7.5"}}), "0 \"7.5\" is no number from 0 to 10\n");
    EXPECT_EQ(answers({{"nps", "9/10"}}), "0 \"9/10\" is no number from 0 to 10\n");
    EXPECT_EQ(answers({{"nps", "skipped"}}, {"skipped"}), "{}");
}

TEST(ReadAnswers, FindChoicesByKeyAndByTitleInAnyLanguage) {
    EXPECT_EQ(answers({{"again", "2"}}), R"({"again":2})");
    EXPECT_EQ(answers({{"again", "yes, SURELY"}}), R"({"again":1})");
    EXPECT_EQ(answers({{"again", "never"}}), "0 \"never\" is none of the choices\n");
    EXPECT_EQ(answers({{"rate.bed", "good"}, {"rate.food", ""}}), R"({"rate":{"bed":"good"}})");
}

TEST(ReadAnswers, GatherSeveralChoicesFromOneCellOrMany) {
    EXPECT_EQ(
        answers({{"topics", "Cena, Staff, and their help;room"}}),
        R"({"topics":["price","staff","room"]})"
    );
    EXPECT_EQ(
        answers({{"topics[price]", "Y"}, {"topics[staff]", ""}, {"topics[room]", "room"}}),
        R"({"topics":["price","room"]})"
    );
    EXPECT_EQ(
        answers({{"topics", "Price, the view"}}),
        R"({"topics":["price","other"],"topics-Comment":"the view"})"
    );
    EXPECT_EQ(
        answers({{"topics[other]", "the view"}}),
        R"({"topics":["other"],"topics-Comment":"the view"})"
    );
    EXPECT_EQ(
        answers({{"topics[price]", "maybe"}}), "0 \"maybe\" does not say whether it was chosen\n"
    );
}

TEST(ReadAnswers, PutRankingsInOrder) {
    EXPECT_EQ(
        answers({{"order[a]", "2"}, {"order[b]", "1"}, {"order[c]", "3"}}),
        R"({"order":["b","a","c"]})"
    );
    EXPECT_EQ(answers({{"order[a]", "first"}}), "0 \"first\" is no place in an order\n");
}

TEST(ReadAnswers, ReadNumbersDaysAndFlags) {
    EXPECT_EQ(
        answers({{"member", "Tak"}, {"age", "41,0"}, {"day", "31.01.2026 10:00"}}),
        R"({"member":true,"age":41,"day":"2026-01-31"})"
    );
    EXPECT_EQ(answers({{"day", "2/28/2026"}}), R"({"day":"2026-02-28"})");
    EXPECT_EQ(answers({{"day", "2/30/2026"}}), "0 \"2/30/2026\" is no date\n");
    EXPECT_EQ(answers({{"member", "perhaps"}}), "0 \"perhaps\" is neither yes nor no\n");
    EXPECT_NE(answers({{"why", "x"}, {"age", "130"}}).find("1 "), std::string::npos);
}

TEST(ReadAnswers, RequireNothing) {
    EXPECT_EQ(answers({{"why", " "}, {"nps", "3"}}), R"({"nps":3})");
}

}  // namespace styk::travel
