#include "firm/hook_map.h"

#include <gtest/gtest.h>

#include "firm/hook_in.h"
#include "firm/hook_recipe.h"
#include "json/json.h"

namespace styk::firm {
namespace {

json::Value read(std::string_view text) {
    return json::parse(text);
}

std::string filled(std::string_view map, std::string_view message) {
    return json::write(fill_map(read(map).get_object(), read(message)));
}

TEST(HookMap, a_template_takes_what_stands_in_the_message) {
    const auto message = read(R"({"ticket": {"id": 7, "title": "Zły pokój", "none": null}})");
    EXPECT_EQ(fill_text("zammad-{/ticket/id}", message), "zammad-7");
    EXPECT_EQ(fill_text("{/ticket/title}", message), "Zły pokój");
    EXPECT_EQ(fill_text("a {b} c", message), "a {b} c");
    EXPECT_EQ(fill_text("x-{/ticket/none}", message), "");
    EXPECT_EQ(fill_text("x-{/nothing/here}", message), "");
    EXPECT_EQ(fill_text("open {/ticket", message), "open {/ticket");
}

TEST(HookMap, one_place_alone_keeps_its_type_and_an_empty_one_is_left_out) {
    EXPECT_EQ(
        filled(
            R"({"target": "event", "fields": {"key": "{/id}", "duration_s": "{/took}", "case": "{/no}", "type": "t"}})",
            R"({"id": "a", "took": 12.5})"
        ),
        R"({"customer":null,"body":{"key":"a","duration_s":1.25E1,"type":"t"}})"
    );
}

TEST(HookMap, ratings_without_a_value_are_left_out_and_texts_become_numbers) {
    EXPECT_EQ(
        filled(
            R"({"target": "feedback", "fields": {"channel": "web"},
                "ratings": [{"metric": "nps", "value": "{/a}"}, {"metric": "csat", "value": "{/b}"}],
                "attributes": {"form": "{/form}"}, "tags": ["imported", "{/tag}"]})",
            R"({"a": "9", "form": "F1"})"
        ),
        R"({"customer":null,"body":{"channel":"web","ratings":[{"metric":"nps","value":9}],"attributes":{"form":"F1"},"tags":["imported"]}})"
    );
}

TEST(HookMap, the_customer_goes_along_by_key) {
    EXPECT_EQ(
        filled(
            R"({"target": "event", "customer": {"key": "{/u/id}", "email": "{/u/mail}"}, "fields": {}})",
            R"({"u": {"id": 12}})"
        ),
        R"({"customer":{"key":"12"},"body":{"customer":"12"}})"
    );
}

TEST(HookMap, instants_of_other_programs_become_rfc_3339) {
    const auto at = [](std::string_view sent) {
        const auto message = read(sent);
        const auto out = fill_map(
            read(R"({"target":"event","fields":{"occurred_at":"{/at}"}})").get_object(), message
        );
        return std::string(out.at("body").at("occurred_at").as_string());
    };
    EXPECT_EQ(at(R"({"at": 1763749800})"), "2025-11-21T18:30:00Z");
    EXPECT_EQ(at(R"({"at": "2025-11-21 18:30:00 UTC"})"), "2025-11-21T18:30:00Z");
    EXPECT_EQ(at(R"({"at": "2025-11-21 18:30:00"})"), "2025-11-21T18:30:00Z");
    EXPECT_EQ(at(R"({"at": "2025-11-21T18:30:00.123Z"})"), "2025-11-21T18:30:00.123Z");
}

TEST(HookMap, it_speaks_only_of_what_it_waits_for) {
    const auto map = read(R"({"when": {"/state": ["closed", "5"], "/kind": ["ticket"]}})");
    const auto holds = [&](std::string_view message) {
        return applies(map.get_object(), read(message));
    };
    EXPECT_TRUE(holds(R"({"state": "closed", "kind": "ticket"})"));
    EXPECT_TRUE(holds(R"({"state": 5, "kind": "ticket"})"));
    EXPECT_FALSE(holds(R"({"state": "open", "kind": "ticket"})"));
    EXPECT_FALSE(holds(R"({"state": "closed"})"));
    EXPECT_TRUE(applies(read("{}").get_object(), read("[]")));
}

TEST(HookMap, what_is_wrong_with_a_map_is_named) {
    const auto problems = check_map(
        read(
            R"({"target": "order", "when": {"state": "closed"}, "customer": {"email": 1}, "fields": [],
                 "ratings": ["nps"], "what": 1})"
        )
            .get_object()
    );
    std::vector<std::string> pointers;
    for (const auto& one : problems) {
        pointers.push_back(one.pointer);
    }
    EXPECT_EQ(
        pointers,
        (std::vector<std::string>{
            "/what",
            "/target",
            "/when/state",
            "/fields",
            "/customer/key",
            "/customer/email",
            "/ratings"
        })
    );
}

// The number comes from a stranger's header: the lowest there is must not turn round into now.
TEST(HookIn, is_fresh_within_its_tolerance_whatever_the_number) {
    constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t now_s = 1'795'000'000;
    const Instant now{now_s * 1'000'000};
    HookIn hook;
    hook.tolerance_s = 300;
    EXPECT_TRUE(is_fresh(hook, now_s - 300, now));
    EXPECT_TRUE(is_fresh(hook, now_s + 300, now));
    EXPECT_FALSE(is_fresh(hook, now_s - 301, now));
    EXPECT_FALSE(is_fresh(hook, std::nullopt, now));
    for (const std::int64_t odd : {lowest, lowest + now_s, lowest + 1}) {
        EXPECT_FALSE(is_fresh(hook, odd, now)) << odd;
    }
    hook.tolerance_s = 0;
    EXPECT_TRUE(is_fresh(hook, std::nullopt, now));
}

TEST(HookMap, every_recipe_is_a_hook_that_may_be_saved) {
    EXPECT_EQ(hook_recipe_files().size(), record::choices_of<HookRecipe>().size());
    for (const auto& [name, text] : hook_recipe_files()) {
        EXPECT_TRUE(record::choice_of<HookRecipe>(name)) << name;
        const auto recipe = read(text);
        EXPECT_TRUE(check_map(recipe.at("map").as_object()).empty()) << name;
    }
}

}  // namespace
}  // namespace styk::firm
