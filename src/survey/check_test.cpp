#include "survey/check.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "json/json.h"
#include "survey/check_words.h"
#include "survey/definition_json.h"
#include "survey/template.h"

namespace styk::survey {
namespace {

Surroundings firm() {
    Surroundings out;
    out.metrics = {
        {"nps", {0, 10, false}},
        {"csat", {1, 5, false}},
        {"ces", {1, 7, false}},
        {"acsi", {3, 30, true}}
    };
    out.touchpoints = {"desk", "room"};
    return out;
}

Survey survey_in(std::vector<std::string> languages) {
    Survey survey;
    survey.language = languages.front();
    survey.languages = std::move(languages);
    survey.decision = "whom to train";
    return survey;
}

// "key question language" of everything found.
std::vector<std::string> found(const Survey& survey, std::string_view text) {
    const auto definition = read_stored_definition(text, survey.language);
    std::vector<std::string> out;
    for (const Finding& one : check_before_publishing(survey, definition, firm())) {
        std::string said = one.key;
        said += one.question.empty() ? "" : " " + one.question;
        said += one.language.empty() ? "" : " " + one.language;
        out.push_back(said);
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<std::string> found(std::string_view elements) {
    return found(survey_in({"en"}), R"({"elements": [)" + std::string(elements) + "]}");
}

using Said = std::vector<std::string>;

TEST(Check, has_nothing_to_say_of_a_sound_survey) {
    EXPECT_EQ(
        found(
            R"({"type": "rating", "name": "nps", "title": "Recommend us?", "metric": "nps", "rateMin": 0, "rateMax": 10},
                 {"type": "comment", "name": "why", "title": "Why?"})"
        ),
        Said{}
    );
}

TEST(Check, finds_what_stops_a_survey) {
    EXPECT_EQ(found(R"({"type": "html", "name": "h", "html": "Hello"})"), Said{"no_questions"});
    EXPECT_EQ(
        found(
            R"({"type": "rating", "name": "a", "title": "A", "metric": "nps"}, {"type": "comment", "name": "w", "title": "W"})"
        ),
        Said{"scale_differs_from_metric a"}
    );
    EXPECT_EQ(
        found(
            R"({"type": "rating", "name": "a", "title": "A", "metric": "love", "touchpoint": "moon"}, {"type": "comment", "name": "w", "title": "W"})"
        ),
        (Said{"unknown_metric a", "unknown_touchpoint a"})
    );
    EXPECT_EQ(
        found(R"({"type": "text", "name": "a", "title": "A", "metric": "csat"})"),
        Said{"metric_cannot_be_asked a"}
    );
    EXPECT_EQ(
        found(
            R"({"type": "text", "name": "a", "title": "A", "visibleIf": "{b} = 1"}, {"type": "text", "name": "b", "title": "B", "visibleIf": "{c} = 1"})"
        ),
        (Said{"question_named_before_asked a", "unknown_question_named b"})
    );
    EXPECT_EQ(
        found(R"({"type": "boolean", "name": "a", "consent": "mail"})"), Said{"no_consent_text a"}
    );
}

TEST(Check, warns_of_a_score_without_words) {
    EXPECT_EQ(
        found(R"({"type": "comment", "name": "before", "title": "B"},
                 {"type": "rating", "name": "a", "title": "A", "metric": "csat", "rateMin": 1, "rateMax": 5})"
        ),
        Said{"metric_without_open_question a"}
    );
}

TEST(Check, warns_of_what_is_never_shown) {
    EXPECT_EQ(
        found(
            R"({"type": "rating", "name": "a", "title": "A"}, {"type": "text", "name": "b", "title": "B", "visibleIf": "{a} > 5"},
                 {"type": "text", "name": "c", "title": "C", "visibleIf": "{a} > 4"}, {"type": "text", "name": "d", "title": "D", "visibleIf": "1 = 2"})"
        ),
        (Said{"unreachable_question b", "unreachable_question d"})
    );
}

TEST(Check, warns_of_words_that_push) {
    EXPECT_EQ(
        found(R"({"type": "rating", "name": "a", "title": "Don’t you think our staff is great?"},
                 {"type": "rating", "name": "b", "title": "Was the service fast and friendly?"},
                 {"type": "rating", "name": "c", "title": "How were our food and drink?"},
                 {"type": "comment", "name": "d", "title": "What was good and what was bad?"})"),
        (Said{"double_question b en", "leading_words a en"})
    );
    EXPECT_EQ(leading_words("Czy nie uważasz, że było miło?", "pl"), "czy nie uważasz");
    EXPECT_EQ(double_question("Czy było szybko i miło?", "pl"), "szybko i miło");
    EXPECT_EQ(double_question("Было быстро и вежливо?", "ru"), "быстро и вежливо");
    EXPECT_EQ(double_question("Ranges between 1 and 5?", "en"), std::nullopt);
    EXPECT_EQ(double_question("Schnell und gut?", "de"), std::nullopt);
}

TEST(Check, names_each_missing_translation) {
    EXPECT_EQ(
        found(
            survey_in({"en", "pl"}), R"({"title": {"en": "T", "pl": "T"}, "elements": [
            {"type": "radiogroup", "name": "a", "title": {"en": "A", "pl": "A"}, "choices": [{"value": 1, "text": "one"}]}]})"
        ),
        Said{"missing_translation a pl"}
    );
}

TEST(Check, asks_who_will_read_it) {
    Survey nobody = survey_in({"en"});
    nobody.decision.reset();
    EXPECT_EQ(
        found(nobody, R"({"elements": [{"type": "text", "name": "a", "title": "A"}]})"),
        Said{"nobody_uses_it"}
    );
}

TEST(Check, warns_of_habits_that_cost_answers) {
    Survey anonymous = survey_in({"en"});
    anonymous.mode = Mode::anonymous;
    EXPECT_EQ(
        found(
            anonymous,
            R"({"elements": [{"type": "comment", "name": "a", "title": "A", "isRequired": true},
            {"type": "radiogroup", "name": "b", "title": "B", "choices": [1,2,3,4,5,6,7,8,9,10,11,12,13]},
            {"type": "multipletext", "name": "c", "title": "C", "items": [{"name": "email"}]},
            {"type": "text", "name": "d", "title": "D {a}, {e}"}, {"type": "text", "name": "e", "title": "E"}]})"
        ),
        (Said{
            "contact_asked_in_anonymous c",
            "many_choices b",
            "question_piped_before_asked d",
            "required_text a"
        })
    );
}

TEST(Minutes, grow_with_what_is_asked) {
    std::string many;
    for (int i = 0; i < 20; ++i) {
        many += (i == 0 ? "" : ",") +
                std::string(R"({"type": "comment", "title": "Why?", "name": "q)") +
                std::to_string(i) + "\"}";
    }
    const auto definition = read_stored_definition(R"({"elements": [)" + many + "]}", "en");
    EXPECT_GT(minutes_to_answer(definition), 5);
    EXPECT_LT(minutes_to_answer(definition), 15);
    const auto said = found(many);
    EXPECT_EQ(said, Said{"too_long"});
}

class Templates : public ::testing::TestWithParam<const char*> {};

TEST_P(Templates, are_complete_in_every_language_and_ready_to_publish) {
    ASSERT_GE(templates().size(), 12U);
    for (const Template& one : templates()) {
        Survey survey = survey_in({GetParam(), "en", "pl", "ru"});
        std::sort(survey.languages.begin() + 1, survey.languages.end());
        survey.languages.erase(
            std::find(survey.languages.begin() + 1, survey.languages.end(), GetParam())
        );
        survey.mode = one.mode;
        survey.kind = one.kind;
        auto document = json::parse(one.definition);
        put_touchpoints(document, {});
        const auto definition = read_stored_definition(json::write(document), survey.language);
        EXPECT_TRUE(definition.unknown.empty()) << one.key;
        for (const Finding& finding : check_before_publishing(survey, definition, firm())) {
            ADD_FAILURE() << one.key << ": " << finding.key << " " << finding.question << " "
                          << finding.language << " " << finding.pointer;
        }
        EXPECT_FALSE(name_of(one, GetParam()).empty());
    }
}

TEST(TemplatePlaces, are_the_firms_own_touchpoints_and_rows_are_bound_to_them) {
    auto document = json::parse(
        R"({"elements": [{"name": "a", "metric": "csat", "rowsFrom": "touchpoints", "rows": ["example"]},
            {"name": "b", "choicesFrom": "touchpoints", "choices": ["example"]},
            {"name": "c", "choices": ["kept"]}]})"
    );
    auto without = document;
    put_touchpoints(without, {});
    EXPECT_EQ(
        without,
        json::parse(
            R"({"elements": [{"name": "a", "rows": ["example"]},
                {"name": "b", "choices": ["example"]}, {"name": "c", "choices": ["kept"]}]})"
        )
    );
    put_touchpoints(document, {{"desk", "Desk"}});
    const auto text = json::parse(R"({"en": "Desk", "pl": "Desk", "ru": "Desk"})");
    EXPECT_EQ(
        document.at("elements").at(0).at("rows"),
        json::Value(
            json::Array{json::Object{{"value", "desk"}, {"text", text}, {"touchpoint", "desk"}}}
        )
    );
    EXPECT_EQ(
        document.at("elements").at(1).at("choices"),
        json::Value(json::Array{json::Object{{"value", "desk"}, {"text", text}}})
    );
    EXPECT_EQ(document.at("elements").at(2).at("choices"), json::Value(json::Array{"kept"}));
}

INSTANTIATE_TEST_SUITE_P(in, Templates, ::testing::Values("en", "pl", "ru"));

}  // namespace
}  // namespace styk::survey
