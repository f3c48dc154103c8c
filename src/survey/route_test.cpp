#include "survey/route.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "json/json.h"
#include "survey/definition_json.h"
#include "survey/outcome.h"
#include "survey/piping.h"

namespace styk::survey {
namespace {

Definition definition_of(std::string_view text) {
    return read_stored_definition(text, "en");
}

std::vector<std::string> shown(const Definition& definition, const Route& route) {
    std::vector<std::string> names;
    for (const Stop& stop : route.stops) {
        for (const std::size_t i : stop.questions) {
            names.push_back(definition.questions[i].name);
        }
    }
    return names;
}

using Names = std::vector<std::string>;

constexpr std::string_view stay = R"({"hidden": ["vip"], "pages": [
    {"name": "score", "elements": [{"type": "rating", "name": "nps", "rateMin": 0, "rateMax": 10, "metric": "nps"},
      {"type": "comment", "name": "why", "visibleIf": "{nps} <= 6"}]},
    {"name": "more", "visibleIf": "{nps} notempty", "elements": [
      {"type": "radiogroup", "name": "room", "choices": ["single", {"value": "double", "text": "Double room"}], "showOtherItem": true},
      {"type": "comment", "name": "wish", "visibleIf": "{room} = 'double' or {vip} = 'yes'"}]},
    {"name": "end", "elements": [{"type": "html", "name": "bye", "html": "Bye"}]}],
  "triggers": [{"type": "complete", "expression": "{nps} = 10", "screenOut": true},
               {"type": "skip", "expression": "{nps} = 9", "gotoName": "bye"}]})";

TEST(Route, follows_the_answers) {
    const auto definition = definition_of(stay);
    const auto route = [&](const Map& answers) {
        return shown(definition, route_of(definition, answers, {}));
    };
    EXPECT_EQ(route({}), (Names{"nps", "bye"}));
    EXPECT_EQ(route({{"nps", 3}}), (Names{"nps", "why", "room", "bye"}));
    EXPECT_EQ(route({{"nps", 8}, {"room", "double"}}), (Names{"nps", "room", "wish", "bye"}));
    EXPECT_EQ(route({{"nps", 9}}), (Names{"nps", "bye"}));
}

TEST(Route, an_ending_cuts_off_what_follows) {
    const auto definition = definition_of(stay);
    const auto route = route_of(definition, {{"nps", 10}}, {});
    EXPECT_EQ(shown(definition, route), Names{"nps"});
    EXPECT_TRUE(route.screened_out);
}

TEST(Route, drops_answers_that_are_no_longer_asked_for) {
    const auto definition = definition_of(stay);
    const Map answers{{"nps", 8}, {"why", "old words"}, {"room", "single"}, {"wish", "a view"}};
    EXPECT_EQ(route_of(definition, answers, {}).answers, (Map{{"nps", 8}, {"room", "single"}}));
}

TEST(Route, hidden_fields_decide_too) {
    const auto definition = definition_of(stay);
    const Setting setting{.hidden = {{"vip", "yes"}}, .today = 0, .seed = 0};
    EXPECT_EQ(
        shown(definition, route_of(definition, {{"nps", 8}}, setting)),
        (Names{"nps", "room", "wish", "bye"})
    );
}

TEST(Route, knows_what_is_before_and_after) {
    const auto definition = definition_of(stay);
    const auto route = route_of(definition, {{"nps", 8}}, {});
    EXPECT_EQ(route.stop_after(0)->page, 1U);
    EXPECT_EQ(route.stop_before(2)->page, 1U);
    EXPECT_EQ(route.stop_after(2), nullptr);
    EXPECT_EQ(route.stop_at(7), nullptr);
}

constexpr std::string_view mixed =
    R"({"pages": [{"name": "p", "questionsOrder": "random", "elements": [
    {"type": "text", "name": "a"}, {"type": "text", "name": "b"}, {"type": "text", "name": "c"},
    {"type": "checkbox", "name": "d", "choices": [1, 2, 3, 4, 5, 6], "choicesOrder": "random"}]}]})";

TEST(Order, of_chance_is_the_same_for_one_and_differs_between_many) {
    const auto definition = definition_of(mixed);
    std::set<Names> orders, of_choices;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const Setting setting{.hidden = {}, .today = 0, .seed = seed};
        const auto first = shown(definition, route_of(definition, {}, setting));
        EXPECT_EQ(first, shown(definition, route_of(definition, {}, setting)));
        orders.insert(first);
        Names keys;
        const Question& d = definition.questions[3];
        for (const Choice* one : offered(d, d.choices, d.order, {}, seed)) {
            keys.push_back(one->key);
        }
        of_choices.insert(keys);
    }
    EXPECT_EQ(orders.size(), 24U);  // every order of four comes up
    EXPECT_GT(of_choices.size(), 150U);
}

TEST(Piping, puts_in_what_was_answered) {
    const auto definition = definition_of(stay);
    const auto say = [&](const std::string& text, const Map& answers) {
        return piped(text, definition, answers, {{"vip", "yes"}}, "en");
    };
    EXPECT_EQ(say("A {room}: {nps}?", {{"room", "double"}, {"nps", 3}}), "A Double room: 3?");
    EXPECT_EQ(say("A {room}", {{"room", "other"}, {"room-Comment", "tent"}}), "A tent");
    EXPECT_EQ(say("A {room}, VIP {vip}, {this} stays { }", {}), "A , VIP yes, {this} stays { }");
    EXPECT_EQ(say("{{nps}", {{"nps", 1}}), "{1");
}

TEST(Outcome, gives_ratings_also_for_what_was_left_empty) {
    const auto definition = definition_of(R"({"pages": [{"name": "p", "elements": [
        {"type": "rating", "name": "nps", "rateMin": 0, "rateMax": 10, "metric": "nps"},
        {"type": "rating", "name": "again", "rateMin": 0, "rateMax": 10, "metric": "nps"},
        {"type": "rating", "name": "ces", "rateMin": 1, "rateMax": 7, "metric": "ces", "touchpoint": "desk", "notApplicable": "-"},
        {"type": "matrix", "name": "m", "metric": "csat", "columns": [1, 2, 3, 4, 5, "not_applicable"],
         "rows": [{"value": "r1", "touchpoint": "room"}, {"value": "r2", "touchpoint": "wifi"}, {"value": "r3", "touchpoint": "spa"}]},
        {"type": "importance", "name": "i", "metric": "wr", "rateMin": 1, "rateMax": 10, "rows": [{"value": "x", "touchpoint": "bar"}]},
        {"type": "comment", "name": "why"}, {"type": "comment", "name": "gone", "visibleIf": "{nps} = 1"},
        {"type": "radiogroup", "name": "o", "choices": ["a"], "showOtherItem": true}]}]})");
    const Map answers{
        {"nps", 9},
        {"again", 1},
        {"ces", "not_applicable"},
        {"m", Map{{"r1", 4}, {"r3", "not_applicable"}}},
        {"i", Map{{"x", Map{{"importance", 10}, {"performance", 3}}}}},
        {"why", "  Quiet. "},
        {"gone", "not shown"},
        {"o", "other"},
        {"o-Comment", "the sea"}
    };
    const auto route = route_of(definition, answers, {});
    std::vector<std::string> said;
    for (const Rated& one : ratings_of(definition, route)) {
        said.push_back(
            one.metric + "@" + one.touchpoint + " " +
            (one.state == RatedState::given     ? std::to_string(one.value)
             : one.state == RatedState::missing ? "missing"
                                                : "n/a")
        );
    }
    EXPECT_EQ(
        said,
        (Names{
            "nps@ 9",
            "ces@desk n/a",
            "csat@room 4",
            "csat@wifi missing",
            "csat@spa n/a",
            "wr@bar 3",
            "importance@bar 10"
        })
    );
    EXPECT_EQ(comment_of(definition, route), "Quiet.\n\nthe sea");
}

}  // namespace
}  // namespace styk::survey
