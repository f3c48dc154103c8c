#include "survey/answers.h"

#include <gtest/gtest.h>

#include "json/json.h"
#include "record/convert.h"
#include "survey/definition_json.h"
#include "survey/form.h"
#include "survey/words.h"

namespace styk::survey {
namespace {

constexpr std::string_view everything = R"({"elements": [
    {"type": "rating", "name": "score", "rateMin": 1, "rateMax": 5, "isRequired": true, "notApplicable": "-"},
    {"type": "radiogroup", "name": "one", "choices": [1, "two"], "showOtherItem": true},
    {"type": "checkbox", "name": "many", "choices": ["a", "b", "c"], "minSelectedChoices": 2, "maxSelectedChoices": 2, "showNoneItem": true},
    {"type": "boolean", "name": "yes"}, {"type": "boolean", "name": "agree", "consent": "mail", "isRequired": true},
    {"type": "matrix", "name": "table", "columns": [1, 2], "rows": ["x", "y"], "eachRowRequired": true},
    {"type": "importance", "name": "pair", "rateMin": 1, "rateMax": 5, "rows": ["p"]},
    {"type": "ranking", "name": "rank", "choices": ["a", "b", "c"]},
    {"type": "bestworst", "name": "bw", "choices": ["a", "b"]},
    {"type": "text", "name": "number", "inputType": "number", "min": 0, "max": 10},
    {"type": "text", "name": "day", "inputType": "date", "min": "2026-01-01", "max": "2026-12-31"},
    {"type": "text", "name": "mail", "inputType": "email"}, {"type": "text", "name": "link", "inputType": "url"},
    {"type": "comment", "name": "words", "maxLength": 5},
    {"type": "multipletext", "name": "who", "items": [{"name": "name", "isRequired": true}, {"name": "email", "inputType": "email"}]}]})";

const Definition& definition() {
    static const Definition read = read_stored_definition(everything, "en");
    return read;
}

// "part:wrong limit" of each problem.
std::vector<std::string> problems(std::string_view name, const Map& answers) {
    AnswerProblems found;
    check_answer(*definition().find(name), answers, {}, found);
    std::vector<std::string> out;
    for (const AnswerProblem& one : found) {
        out.push_back(
            one.part + ":" + std::string(record::name_of_choice(one.wrong)) +
            (one.limit.empty() ? "" : " " + one.limit)
        );
    }
    return out;
}

std::vector<std::string> wrong(std::string_view name, const Value& answer) {
    return problems(name, {{std::string(name), answer}});
}

using Said = std::vector<std::string>;

TEST(Answers, that_fit_are_taken) {
    EXPECT_EQ(wrong("score", 5), Said{});
    EXPECT_EQ(wrong("score", "not_applicable"), Said{});
    EXPECT_EQ(wrong("one", "two"), Said{});
    EXPECT_EQ(wrong("one", 1), Said{});
    EXPECT_EQ(problems("one", {{"one", "other"}, {"one-Comment", "three"}}), Said{});
    EXPECT_EQ(wrong("many", List{"a", "c"}), Said{});
    EXPECT_EQ(wrong("many", List{"none"}), Said{});
    EXPECT_EQ(wrong("yes", false), Said{});
    EXPECT_EQ(wrong("agree", true), Said{});
    EXPECT_EQ(wrong("table", Map{{"x", 1}, {"y", 2}}), Said{});
    EXPECT_EQ(wrong("pair", Map{{"p", Map{{"importance", 5}}}}), Said{});
    EXPECT_EQ(wrong("rank", List{"c", "a", "b"}), Said{});
    EXPECT_EQ(wrong("bw", Map{{"best", "a"}, {"worst", "b"}}), Said{});
    EXPECT_EQ(wrong("number", 0), Said{});
    EXPECT_EQ(wrong("day", "2026-02-28"), Said{});
    EXPECT_EQ(wrong("mail", "a@example.com"), Said{});
    EXPECT_EQ(wrong("words", "ąęśćź"), Said{});
    EXPECT_EQ(wrong("who", Map{{"name", "Ala"}}), Said{});
    EXPECT_EQ(problems("one", {}), Said{});
}

TEST(Answers, that_do_not_fit_are_named) {
    EXPECT_EQ(problems("score", {}), Said{":required"});
    EXPECT_EQ(wrong("score", 6), Said{":above 5"});
    EXPECT_EQ(wrong("score", 0), Said{":below 1"});
    EXPECT_EQ(wrong("score", 1.5), Said{":not_whole"});
    EXPECT_EQ(wrong("score", "5"), Said{":not_a_number"});
    EXPECT_EQ(wrong("one", "three"), Said{":not_offered"});
    EXPECT_EQ(wrong("one", List{"two"}), Said{":other_kind"});
    EXPECT_EQ(wrong("one", "other"), Said{":own_words_missing"});
    EXPECT_EQ(wrong("many", List{"a"}), Said{":too_few 2"});
    EXPECT_EQ(wrong("many", List{"a", "b", "c"}), Said{":too_many 2"});
    EXPECT_EQ(wrong("many", List{"a", "none"}), Said{":not_offered"});
    EXPECT_EQ(wrong("many", "a"), Said{":other_kind"});
    EXPECT_EQ(wrong("yes", "true"), Said{":other_kind"});
    EXPECT_EQ(wrong("agree", false), Said{":required"});
    EXPECT_EQ(wrong("table", Map{{"x", 1}}), Said{"y:row_missing"});
    EXPECT_EQ(wrong("table", Map{{"x", 3}, {"y", 1}}), Said{"x:not_offered"});
    EXPECT_EQ(wrong("table", Map{{"z", 1}}), Said{"z:not_offered"});
    EXPECT_EQ(wrong("pair", Map{{"p", Map{{"importance", 9}}}}), Said{"p:above 5"});
    EXPECT_EQ(wrong("rank", List{"a", "a", "b"}), Said{":place_twice"});
    EXPECT_EQ(wrong("rank", List{"a", "b"}), Said{":places_missing"});
    EXPECT_EQ(wrong("bw", Map{{"best", "a"}, {"worst", "a"}}), Said{":same"});
    EXPECT_EQ(wrong("bw", Map{{"best", "a"}}), Said{":incomplete"});
    EXPECT_EQ(wrong("number", 11), Said{":above 10"});
    EXPECT_EQ(wrong("number", "x"), Said{":not_a_number"});
    EXPECT_EQ(wrong("day", "21.11.2026"), Said{":not_a_day"});
    EXPECT_EQ(wrong("day", "2025-12-31"), Said{":before 2026-01-01"});
    EXPECT_EQ(wrong("day", "2027-01-01"), Said{":after 2026-12-31"});
    EXPECT_EQ(wrong("mail", "nobody"), Said{":not_an_email"});
    EXPECT_EQ(wrong("link", "javascript:alert(1)"), Said{":not_a_link"});
    EXPECT_EQ(wrong("words", "too long"), Said{":too_long 5"});
    EXPECT_EQ(wrong("who", Map{{"email", "x"}}), (Said{"email:not_an_email", "name:row_missing"}));
}

TEST(Answers, to_questions_that_are_not_there_are_found) {
    EXPECT_EQ(
        unknown_answers(
            definition(), {{"score", 1}, {"scor", 1}, {"one-Comment", "x"}, {"score-Comment", "x"}}
        ),
        (std::vector<std::string>{"scor", "score-Comment"})
    );
}

Map from_form(std::string_view name, const Form& form) {
    Map answers;
    AnswerProblems found;
    read_form(*definition().find(name), form, answers, found);
    EXPECT_TRUE(found.empty());
    return answers;
}

TEST(Form, becomes_the_values_of_its_questions) {
    EXPECT_EQ(from_form("score", {{"q.score", " 4 "}}), (Map{{"score", 4}}));
    EXPECT_EQ(from_form("score", {{"q.score", "abc"}}), (Map{{"score", "abc"}}));
    EXPECT_EQ(from_form("one", {{"q.one", "1"}}), (Map{{"one", 1}}));
    EXPECT_EQ(
        from_form("one", {{"q.one.other", "boat"}}),
        (Map{{"one-Comment", "boat"}, {"one", "other"}})
    );
    EXPECT_EQ(
        from_form("many", {{"q.many", "a"}, {"q.many", "c"}}), (Map{{"many", List{"a", "c"}}})
    );
    EXPECT_EQ(from_form("yes", {{"q.yes", "false"}}), (Map{{"yes", false}}));
    EXPECT_EQ(from_form("table", {{"q.table.x", "2"}}), (Map{{"table", Map{{"x", 2}}}}));
    EXPECT_EQ(
        from_form("pair", {{"q.pair.p.importance", "5"}, {"q.pair.p.performance", "1"}}),
        (Map{{"pair", Map{{"p", Map{{"importance", 5}, {"performance", 1}}}}}})
    );
    EXPECT_EQ(
        from_form("rank", {{"q.rank.a", "3"}, {"q.rank.b", "1"}, {"q.rank.c", "2"}}),
        (Map{{"rank", List{"b", "c", "a"}}})
    );
    EXPECT_EQ(from_form("number", {{"q.number", "2,5"}}), (Map{{"number", 2.5}}));
    EXPECT_EQ(from_form("words", {{"q.words", "  "}}), Map{});
    EXPECT_EQ(from_form("who", {{"q.who.name", "Ala"}}), (Map{{"who", Map{{"name", "Ala"}}}}));
}

TEST(Form, that_was_emptied_takes_the_answer_away) {
    Map answers{{"score", 4}, {"one", "other"}, {"one-Comment", "x"}};
    AnswerProblems found;
    read_form(*definition().find("score"), {}, answers, found);
    read_form(*definition().find("one"), {}, answers, found);
    EXPECT_EQ(answers, Map{});
}

TEST(Form, two_lines_at_one_place_are_a_problem) {
    Map answers;
    AnswerProblems found;
    read_form(*definition().find("rank"), {{"q.rank.a", "1"}, {"q.rank.b", "1"}}, answers, found);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].wrong, Wrong::place_twice);
}

TEST(Words, are_there_in_every_language) {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Word>>([](auto one) {
        for (const char* language : {"en", "pl", "ru"}) {
            EXPECT_FALSE(word(one.value, language).empty()) << one.name << " " << language;
        }
        EXPECT_NE(word(one.value, "pl"), word(one.value, "en")) << one.name;
        EXPECT_NE(word(one.value, "ru"), word(one.value, "en")) << one.name;
    });
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Wrong>>([](auto one) {
        const AnswerProblem problem{"q", "", one.value, "7"};
        EXPECT_NE(say(problem, "pl"), say(problem, "en")) << one.name;
        EXPECT_EQ(say(problem, "de"), say(problem, "en"));
        EXPECT_EQ(say(problem, "ru").find('{'), std::string::npos) << one.name;
    });
}

}  // namespace
}  // namespace styk::survey
