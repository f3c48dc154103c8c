#include "http/respond_logic.h"

#include <gtest/gtest.h>

#include "json/json.h"
#include "survey/definition_json.h"

namespace styk::http {
namespace {

constexpr std::string_view asked = R"({"pages": [
    {"name": "first", "elements": [{"type": "rating", "name": "before", "title": "B"}]},
    {"name": "here", "elements": [
        {"type": "rating", "name": "nps", "title": "N", "isRequired": true},
        {"type": "comment", "name": "why", "title": "W", "visibleIf": "{nps} <= 6"},
        {"type": "comment", "name": "vip", "title": "V", "visibleIf": "{room} = 'suite'"},
        {"type": "comment", "name": "early", "title": "E", "visibleIf": "{before} = 1 and {nps} < 3"},
        {"type": "comment", "name": "said", "title": "You said {nps}", "visibleIf": "{nps} > 2"},
        {"type": "radiogroup", "name": "one", "title": "O", "choices": ["a",
            {"value": "b", "text": "</script>", "visibleIf": "{nps} > 5"}]}]}]})";

class Page {
public:
    explicit Page(std::string_view text, const survey::Map& answers = {}, survey::Map hidden = {})
        : definition_(survey::read_stored_definition(text, "en")),
          setting_{std::move(hidden), 0, 0},
          route_(survey::route_of(definition_, answers, setting_)),
          logic_(definition_, route_, *route_.stop_at(definition_.pages.size() - 1), setting_) {}

    [[nodiscard]] const PageLogic& logic() const { return logic_; }

    // "nps why? one": a question mark behind what waits.
    [[nodiscard]] std::string questions() const {
        std::string out;
        for (const auto& [i, waits] : logic_.questions()) {
            out += (out.empty() ? "" : " ") + definition_.questions[i].name + (waits ? "?" : "");
        }
        return out;
    }

private:
    survey::Definition definition_;
    survey::Setting setting_;
    survey::Route route_;
    PageLogic logic_;
};

TEST(PageLogic, WritesWhatAnAnswerOfThePageMayBringAsWaiting) {
    EXPECT_EQ(Page(asked).questions(), "nps why? early? one");
    EXPECT_EQ(Page(asked, {{"nps", 1}}).questions(), "nps why early? one");
    EXPECT_EQ(Page(asked, {{"before", 1}, {"nps", 1}}).questions(), "nps why early one");
}

TEST(PageLogic, LeavesToTheServerWhatRepeatsAnAnswerOfThePage) {
    EXPECT_EQ(Page(asked).questions().find("said"), std::string::npos);
    EXPECT_NE(Page(asked, {{"nps", 4}}).questions().find("said"), std::string::npos);
}

TEST(PageLogic, SettlesByItselfWhatNoAnswerOfThePageDecides) {
    EXPECT_EQ(Page(asked).questions().find("vip"), std::string::npos);
    const Page suite(asked, {}, {{"room", "suite"}});
    EXPECT_EQ(suite.questions(), "nps why? vip early? one");
    EXPECT_EQ(suite.logic().data().find("suite"), std::string::npos);  // nor is it told
}

TEST(PageLogic, TellsConditionsAndOnlyTheValuesTheyName) {
    const Page page(asked, {{"before", 1}}, {{"room", "suite"}});
    const std::string text = page.logic().data();
    const json::Value value = json::parse(text);
    EXPECT_EQ(json::write(value.at("answers")), R"({"before":1})");
    EXPECT_EQ(json::write(value.at("hidden")), "{}");
    EXPECT_EQ(
        json::write(value.at("questions").at(1)),
        R"({"name":"why","type":"comment","visibleIf":["{nps} <= 6"]})"
    );
    EXPECT_EQ(
        json::write(value.at("questions").as_array().back()),
        R"({"name":"one","type":"radiogroup","choices":[{"value":"b","visibleIf":"{nps} > 5"}]})"
    );
    EXPECT_EQ(text.find('<'), std::string::npos)
        << "nothing in it may end the element it stands in";
}

TEST(PageLogic, HasNothingToSayWhereNothingHangsOnThePage) {
    constexpr std::string_view plain = R"({"pages": [{"name": "p", "elements": [
        {"type": "rating", "name": "nps", "title": "N"},
        {"type": "comment", "name": "why", "title": "W", "visibleIf": "{room} = 1"}]}]})";
    EXPECT_FALSE(Page(plain).logic().decides());
    EXPECT_EQ(Page(plain).questions(), "nps");
}

TEST(PageLogic, AsksTheServerOnAPageInAnOrderOfChance) {
    constexpr std::string_view mixed = R"({"pages": [{"name": "p", "questionsOrder": "random",
        "elements": [{"type": "rating", "name": "nps", "title": "N"},
        {"type": "comment", "name": "why", "title": "W", "visibleIf": "{nps} = 1"}]}]})";
    EXPECT_FALSE(Page(mixed).logic().decides());
    EXPECT_EQ(Page(mixed).questions(), "nps");
}

}  // namespace
}  // namespace styk::http
