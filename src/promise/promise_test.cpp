#include "promise/promise.h"

#include <gtest/gtest.h>

#include "json/json.h"
#include "promise/designed_experience.h"
#include "promise/items.h"
#include "promise/launch.h"
#include "promise/market_move.h"

namespace styk::promise {
namespace {

std::string all(const Problems& problems) {
    std::string out;
    for (const auto& one : problems) {
        out += one.pointer + " " + one.message + "\n";
    }
    return out;
}

Promise five_minutes() {
    Promise promise;
    promise.key = "five_minutes";
    promise.text = "Checked in within five minutes";
    promise.texts.text = R"({"pl": "Zameldowanie w pięć minut"})";
    promise.made_on = "2026-01-01";
    return promise;
}

TEST(promise, what_was_expected_and_what_was_lived_go_together) {
    Promise promise = five_minutes();
    EXPECT_TRUE(check(promise).empty());
    promise.expectation_metric = "expected";
    EXPECT_EQ(
        all(check(promise)),
        "/experience_metric is missing: what was expected and what was lived go together\n"
    );
    promise.experience_metric = "expected";
    EXPECT_EQ(
        all(check(promise)), "/experience_metric must be another one than expectation_metric\n"
    );
    promise.experience_metric = "lived";
    EXPECT_TRUE(check(promise).empty());
}

TEST(promise, names_what_is_wrong_in_its_parts) {
    Promise promise = five_minutes();
    promise.roles.text = R"([{"role": "king", "text": "A"}, {"text": " "}, 5,
        {"role": "employee", "department_id": "01890a5d-ac96-774b-bcce-b302099a8057", "text": "B"},
        {"text": "C", "colour": "red"}])";
    promise.texts.text = R"({"de": "Fünf", "ru": ""})";
    EXPECT_EQ(
        all(check(promise)),
        "/roles/0/role must be one of administrator, cx_manager, analyst, touchpoint_owner, "
        "employee\n"
        "/roles/1/text must have 1 to 2000 characters\n"
        "/roles/2 must be an object\n"
        "/roles/3/department_id must be empty where a role is named\n"
        "/roles/4/colour is not known here\n"
        "/texts/de must be en, pl or ru\n"
        "/texts/ru must have 1 to 500 characters\n"
    );
}

TEST(promise, speaks_the_language_it_is_written_in_else_its_own) {
    const Promise promise = five_minutes();
    EXPECT_EQ(text_in(promise, "pl"), "Zameldowanie w pięć minut");
    EXPECT_EQ(text_in(promise, "ru"), "Checked in within five minutes");
}

TEST(promise, other_words_must_be_read_anew_and_other_metrics_need_not) {
    const Promise before = five_minutes();
    Promise after = before;
    after.kept_metric = "kept";
    EXPECT_EQ(words_of(after), words_of(before));
    after.roles.text = R"([{"text": "Greet at the door"}])";
    EXPECT_NE(words_of(after), words_of(before));
}

TEST(launch_gate, names_each_change_that_is_open) {
    PromiseCampaign campaign;
    campaign.starts_on = "2026-05-01";
    campaign.promise_ids = {"01890a5d-ac96-774b-bcce-b302099a8057"};
    campaign.changes.text =
        R"([{"id": "a", "text": "Second desk", "state": "done", "done_at": "2026-04-01T10:00:00Z"},
        {"id": "b", "text": "Key by telephone", "state": "open"}])";
    EXPECT_TRUE(check(campaign).empty());
    EXPECT_EQ(all(open_changes(campaign)), "/changes/1 is not done: Key by telephone\n");
    campaign.changes.text = R"([{"id": "b", "text": "Key by telephone", "state": "done"}])";
    EXPECT_TRUE(open_changes(campaign).empty());
}

TEST(launch_gate, a_campaign_names_promises_and_ends_after_it_starts) {
    PromiseCampaign campaign;
    campaign.starts_on = "2026-05-02";
    campaign.ends_on = "2026-05-01";
    campaign.changes.text =
        R"([{"id": "a", "text": "A", "state": "open", "done_at": "2026-04-01T10:00:00Z"},
        {"id": "a", "text": "B", "state": "later"}])";
    EXPECT_EQ(
        all(check(campaign)),
        "/ends_on must not be before starts_on\n"
        "/promise_ids must name 1 to 50\n"
        "/changes/0/done_at must be empty while the change is open\n"
        "/changes/1/state must be one of open, done\n"
        "/changes/1/id stands there twice\n"
    );
}

TEST(designed_experience, approval_ends_with_the_next_change) {
    DesignedExperience design;
    design.revision = 3;
    EXPECT_FALSE(is_approved(design));
    design.approved_at = Instant{1};
    design.approved_revision = 3;
    EXPECT_TRUE(is_approved(design));
    design.revision = 4;
    EXPECT_FALSE(is_approved(design));
}

TEST(designed_experience, evidence_says_of_which_kind_it_is) {
    DesignedExperience design;
    design.evidence.text =
        R"([{"kind": "audit", "text": "Seen"}, {"kind": "rumour", "text": "Heard"}])";
    EXPECT_EQ(
        all(check(design)), "/evidence/1/kind must be one of audit, idea, feedback, research\n"
    );
}

TEST(market_move, its_link_is_an_address) {
    MarketMove move;
    move.link = "javascript:alert(1)";
    EXPECT_EQ(all(check(move)), "/link must be an address such as https://…\n");
}

// ---- items

std::optional<metric::Metric> none(const std::string&) {
    return {};
}

TEST(items, a_promise_is_asked_before_and_after_and_a_slogan_also_whether_it_is_true) {
    Promise promise = five_minutes();
    const auto roles = [&] {
        std::string out;
        for (const auto& item : items_of(promise, "", "en", none)) {
            out += std::string(item.role) + ":" + item.metric.key + " ";
        }
        return out;
    };
    EXPECT_EQ(
        roles(),
        "expected:promise_five_minutes_expected lived:promise_five_minutes_lived "
        "kept:promise_five_minutes_kept "
    );
    promise.kind = PromiseKind::slogan;
    EXPECT_TRUE(roles().ends_with("believed:promise_five_minutes_believed "));
}

TEST(items, new_metrics_keep_the_rules_of_metrics) {
    Promise promise = five_minutes();
    promise.kind = PromiseKind::campaign;
    promise.key = std::string(longest_key, 'k');
    promise.text = std::string(499, 'x') + "ж";
    for (const auto& item : items_of(promise, "desk", "ru", none)) {
        EXPECT_TRUE(metric::check(item.metric).empty()) << item.role;
        EXPECT_TRUE(record::check(record::shape_of<metric::Metric>(), &item.metric).empty())
            << item.role << ": "
            << all(record::check(record::shape_of<metric::Metric>(), &item.metric));
    }
}

TEST(items, a_question_says_the_promise_in_three_languages_and_binds_what_it_rates) {
    const auto items = items_of(five_minutes(), "desk", "pl", none);
    const auto question = json::parse(items.front().question).as_object();
    EXPECT_EQ(question.at("metric").as_string(), "promise_five_minutes_expected");
    EXPECT_EQ(question.at("promise").as_string(), "five_minutes");
    EXPECT_EQ(question.at("touchpoint").as_string(), "desk");
    EXPECT_EQ(question.at("rateMax").as_int64(), 5);
    const auto& title = question.at("title").as_object();
    EXPECT_EQ(
        title.at("pl").as_string(), "Obiecujemy: „Zameldowanie w pięć minut”. Jak dobrze miało być?"
    );
    EXPECT_NE(std::string(title.at("ru").as_string()).find("Checked in within"), std::string::npos);
    EXPECT_EQ(items.front().metric.name, "Oczekiwane: Zameldowanie w pięć minut");
}

TEST(items, a_metric_that_is_there_is_rated_on_its_own_scale) {
    metric::Metric known;
    known.key = "expected";
    known.min = 0;
    known.max = 10;
    Promise promise = five_minutes();
    promise.expectation_metric = "expected";
    promise.experience_metric = "lived";
    const auto items = items_of(promise, "", "en", [&](const std::string& key) {
        return key == "expected" ? std::optional(known) : std::nullopt;
    });
    EXPECT_FALSE(items[0].is_new);
    EXPECT_EQ(json::parse(items[0].question).at("rateMax").as_int64(), 10);
    EXPECT_TRUE(items[1].is_new);
    EXPECT_EQ(items[1].metric.key, "lived");
}

}  // namespace
}  // namespace styk::promise
