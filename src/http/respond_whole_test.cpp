#include "http/respond_whole.h"

#include <gtest/gtest.h>

#include "json/json.h"
#include "survey/definition_json.h"

namespace styk::http {
namespace {

constexpr std::string_view asked = R"({"pages": [
    {"name": "first", "elements": [{"type": "radiogroup", "name": "room", "title": "R", "isRequired": true,
        "choices": [{"value": "s", "text": "Suite"}, {"value": "d", "visibleIf": "{vip} = 1"}]}]},
    {"name": "staff", "visibleIf": "{vip} = 1", "elements": [{"type": "text", "name": "badge", "title": "B"}]},
    {"name": "why", "visibleIf": "{room} = 's'", "elements": [
        {"type": "comment", "name": "words", "title": "Why {room}, {order}?", "requiredIf": "{order} = 7"}]},
    {"name": "end", "elements": [{"type": "boolean", "name": "again", "title": "A", "visibleIf": "{words} notempty"}]}],
    "triggers": [{"type": "complete", "expression": "{room} = 'none'", "screenOut": true},
        {"type": "skip", "expression": "{room} = 's' and {order} = 7", "gotoName": "again"}],
    "hidden": ["order", "vip"]})";

std::string document(const survey::Map& hidden) {
    const auto definition = survey::read_stored_definition(asked, "en");
    const survey::Setting setting{hidden, 0, 0};
    Frame frame;
    frame.language = "en";
    frame.place = Frame::Place::kiosk;
    return render(WholeSurvey{
        frame,
        definition,
        setting,
        survey::Mode::identified,
        "/s/k?a=00",
        {{"a", "00"}},
        "Done",
        "Sorry"
    });
}

json::Value data_of(const std::string& html) {
    const std::string begin = R"(id="whole">)";
    const auto at = html.find(begin) + begin.size();
    return json::parse(html.substr(at, html.find("</script>", at) - at));
}

TEST(WholeSurvey, HoldsEveryPageThatAnAnswerMayLeadTo) {
    const auto html = document({{"order", 7}});
    EXPECT_NE(html.find(R"(<template data-page="first">)"), std::string::npos);
    EXPECT_NE(html.find(R"(<template data-page="why">)"), std::string::npos);
    EXPECT_NE(html.find(R"(<template data-page="end">)"), std::string::npos);
    EXPECT_EQ(html.find(R"(<template data-page="staff">)"), std::string::npos)
        << "a hidden field settled that it is not asked";
}

TEST(WholeSurvey, TellsWhatDecidesAboutTheWay) {
    const auto data = data_of(document({{"order", 7}}));
    EXPECT_EQ(json::write(data.at("hidden")), R"({"order":7})");
    const auto& pages = data.at("pages").as_array();
    ASSERT_EQ(pages.size(), 3U);
    EXPECT_EQ(
        json::write(pages[0].at("questions")),
        R"([{"name":"room","type":"radiogroup","required":true}])"
    ) << "a choice that is never offered is not told";
    EXPECT_EQ(pages[1].at("visibleIf").as_string(), "{room} = 's'");
    EXPECT_TRUE(pages[1].at("questions").at(0).at("required").as_bool());
    EXPECT_EQ(
        json::write(data.at("triggers")),
        R"([{"page":"first","when":"{room} = 'none'","completes":true,"screenOut":true},)"
        R"({"page":"first","when":"{room} = 's' and {order} = 7","goTo":"end"}])"
    );
    EXPECT_EQ(data.at("thanks").at("text").as_string(), "Done");
    EXPECT_EQ(data.at("screened").at("text").as_string(), "Sorry");
}

TEST(WholeSurvey, MarksWhereATextRepeatsAnAnswerAndPutsInHiddenFields) {
    const auto html = document({{"order", 7}});
    EXPECT_NE(html.find("Why \xEE\x80\x80room\xEE\x80\x81, 7?"), std::string::npos);
}

TEST(WholeSurvey, WritesAQuestionOfALaterAnswerAsWaiting) {
    const auto html = document({});
    EXPECT_NE(html.find(R"(data-q="again" hidden)"), std::string::npos);
    EXPECT_EQ(html.find(R"(id="logic")"), std::string::npos);
}

}  // namespace
}  // namespace styk::http
