#include <gtest/gtest.h>

#include "json/json.h"
#include "survey/definition_json.h"
#include "survey/plain_text.h"

namespace styk::survey {
namespace {

struct Read {
    Definition definition;
    Problems problems;
};

Read read(std::string_view text) {
    Read out;
    out.definition = read_definition(json::parse(text), "en", out.problems);
    return out;
}

// The pointers of everything that is wrong.
std::vector<std::string> wrong(std::string_view elements) {
    const std::string text = R"({"pages": [{"elements": [)" + std::string(elements) + "]}]}";
    std::vector<std::string> pointers;
    for (const Problem& one : read(text).problems) {
        pointers.push_back(one.pointer.substr(std::string("/pages/0/elements").size()));
    }
    return pointers;
}

using Pointers = std::vector<std::string>;

TEST(Definition, reads_pages_questions_and_bindings) {
    const auto [definition, problems] =
        read(R"({"title": {"default": "Stay", "pl": "Pobyt"}, "locale": "en",
        "completedHtml": "<p>Thanks<br>a lot</p>", "hidden": ["room"], "showProgressBar": "off",
        "pages": [{"name": "one", "title": "First", "elements": [
            {"type": "rating", "name": "nps", "title": "Recommend?", "metric": "nps", "touchpoint": "stay",
             "rateMin": 0, "rateMax": 10, "isRequired": true, "notApplicable": "no idea"},
            {"type": "comment", "name": "why", "visibleIf": "{nps} <= 6", "maxLength": 500}]},
          {"name": "two", "visibleIf": "{nps} notempty", "elements": [
            {"type": "boolean", "name": "ok", "consent": "quote", "title": "May we?"},
            {"type": "html", "name": "say", "html": "A &amp; B"}]}]})");
    EXPECT_EQ(problems, Problems{});
    ASSERT_EQ(definition.questions.size(), 4U);
    EXPECT_EQ(definition.title.in(""), "Stay");
    EXPECT_EQ(definition.title.in("pl"), "Pobyt");
    EXPECT_EQ(definition.title.in("ru"), "Stay");
    EXPECT_EQ(definition.thanks.in(""), "Thanks\na lot");
    EXPECT_FALSE(definition.progress);
    const Question& nps = definition.questions[0];
    EXPECT_EQ(nps.metric, "nps");
    EXPECT_EQ(nps.low, 0);
    EXPECT_EQ(nps.high, 10);
    EXPECT_TRUE(nps.required);
    EXPECT_EQ(definition.questions[1].longest, 500);
    EXPECT_EQ(definition.questions[2].type, Type::consent);
    EXPECT_EQ(definition.questions[3].title.in(""), "A & B");
    EXPECT_EQ(definition.questions[2].page, 1U);
    EXPECT_EQ(definition.pages[0].last, 2U);
    EXPECT_EQ(languages_of(definition), (std::vector<std::string>{"en", "pl"}));
    EXPECT_TRUE(definition.unknown.empty());
}

TEST(Definition, keeps_what_it_does_not_know_and_says_so) {
    const auto [definition, problems] = read(
        R"({"logo": "x.png", "elements": [{"type": "text", "name": "a", "title": "A", "validators": []}],
        "triggers": [{"type": "setvalue", "expression": "1", "setToName": "a"}]})"
    );
    EXPECT_TRUE(problems.empty());
    std::vector<std::string> pointers;
    for (const Problem& one : definition.unknown) {
        pointers.push_back(one.pointer);
    }
    EXPECT_EQ(pointers, (Pointers{"/elements/0/validators", "/triggers/0", "/logo"}));
}

TEST(Definition, names_every_problem_where_it_stands) {
    EXPECT_EQ(wrong(R"({"type": "raiting", "name": "a"})"), Pointers{"/0/type"});
    EXPECT_EQ(wrong(R"({"type": "text"})"), Pointers{"/0/name"});
    EXPECT_EQ(wrong(R"({"type": "text", "name": "a.b"})"), Pointers{"/0/name"});
    EXPECT_EQ(
        wrong(R"({"type": "text", "name": "a"}, {"type": "text", "name": "A"})"),
        Pointers{"/1/name"}
    );
    EXPECT_EQ(
        wrong(R"({"type": "rating", "name": "a", "rateMin": 5, "rateMax": 5})"),
        Pointers{"/0/rateMax"}
    );
    EXPECT_EQ(wrong(R"({"type": "rating", "name": "a", "rateMin": "0"})"), Pointers{"/0/rateMin"});
    EXPECT_EQ(wrong(R"({"type": "radiogroup", "name": "a"})"), Pointers{"/0/choices"});
    EXPECT_EQ(
        wrong(R"({"type": "radiogroup", "name": "a", "choices": ["x", "X"]})"),
        Pointers{"/0/choices/1"}
    );
    EXPECT_EQ(
        wrong(R"({"type": "radiogroup", "name": "a", "choices": [{"text": "x"}]})"),
        Pointers{"/0/choices/0"}
    );
    EXPECT_EQ(
        wrong(
            R"({"type": "checkbox", "name": "a", "choices": [1, 2], "minSelectedChoices": 2, "maxSelectedChoices": 1})"
        ),
        Pointers{"/0/maxSelectedChoices"}
    );
    EXPECT_EQ(
        wrong(R"({"type": "text", "name": "a", "visibleIf": "{b} ="})"), Pointers{"/0/visibleIf"}
    );
    EXPECT_EQ(
        wrong(R"({"type": "text", "name": "a", "inputType": "date", "min": "21.11.2026"})"),
        Pointers{"/0/min"}
    );
    EXPECT_EQ(
        wrong(R"({"type": "text", "name": "a", "isRequired": "yes"}, 7)"),
        (Pointers{"/0/isRequired", "/1"})
    );
    EXPECT_EQ(read(R"([1])").problems.size(), 1U);
    EXPECT_EQ(read(R"({})").problems.at(0).pointer, "/pages");
}

TEST(Definition, a_trigger_belongs_to_the_page_of_the_last_question_it_names) {
    const auto [definition, problems] = read(R"({"pages": [
        {"elements": [{"type": "text", "name": "a"}]}, {"elements": [{"type": "text", "name": "b"}]},
        {"elements": [{"type": "text", "name": "c"}]}],
        "triggers": [{"type": "skip", "expression": "{a} = 1 and {b} = 2", "gotoName": "c"},
                     {"type": "complete", "expression": "{a} = 3"}]})");
    EXPECT_TRUE(problems.empty());
    EXPECT_EQ(definition.triggers.at(0).page, 1U);
    EXPECT_EQ(definition.triggers.at(1).page, 0U);
    EXPECT_EQ(
        read(
            R"({"elements": [{"type": "text", "name": "a"}], "triggers": [{"type": "skip", "expression": "{a} = 1", "gotoName": "z"}]})"
        )
            .problems.at(0)
            .pointer,
        "/triggers/0/gotoName"
    );
}

TEST(Definition, panels_lend_their_condition_to_what_is_in_them) {
    const auto [definition, problems] = read(R"({"elements": [{"type": "text", "name": "a"},
        {"type": "panel", "name": "p", "visibleIf": "{a} = 1", "elements": [
            {"type": "text", "name": "b", "visibleIf": "{a} < 9"}]}]})");
    EXPECT_TRUE(problems.empty());
    EXPECT_EQ(definition.questions.at(1).visible_if.size(), 2U);
    EXPECT_EQ(definition.questions.at(1).pointer, "/elements/1/elements/0");
}

TEST(PlainText, loses_tags_and_keeps_words) {
    EXPECT_EQ(plain_text("<p>One</p><p>two&nbsp;&lt;3&gt; &#8211; &#x41;</p>"), "One\ntwo <3> – A");
    EXPECT_EQ(plain_text("a < b & c <script>alert(1)</script>"), "a < b & c alert(1)");
    EXPECT_EQ(plain_text("&bogus; 3<4"), "&bogus; 3<4");
}

TEST(Values, come_back_from_json_as_they_went) {
    const std::string text = R"({"a":1,"b":[true,null,"x"],"c":{"d":0.5},"e":""})";
    EXPECT_EQ(write_map(read_map(text)), R"({"a":1,"b":[true,null,"x"],"c":{"d":5E-1},"e":""})");
    EXPECT_TRUE(read_map("[1]").empty());
    EXPECT_TRUE(read_map("{").empty());
}

}  // namespace
}  // namespace styk::survey
