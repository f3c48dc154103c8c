// Rules on the way in: what a filter says of a feedback in memory is what the database says of it,
// and what they set off is there with the feedback or not at all.
#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "casework/rulebook.h"
#include "customer/customer.h"
#include "feedback/filter_match.h"
#include "story/case_test_kit.h"
#include "story/setup.h"
#include "story/tell_case.h"
#include "story/work_case.h"

namespace styk::story {
namespace {

using casework::Case;
using feedback::Draft;
using feedback::Feedback;

class CaseRulesTest : public CaseFirmTest {};

STYK_ON_BOTH_DATABASES(CaseRulesTest);

TEST_P(CaseRulesTest, a_filter_holds_in_memory_where_it_holds_in_the_database) {
    std::vector<Draft> drafts;
    for (int i = 0; i < 60; ++i) {
        Draft draft;
        draft.source = i % 3 == 0 ? "api" : "form";
        draft.kind = i % 7 == 0 ? "complaint" : "response";
        draft.channel = i % 2 == 0 ? "web" : "email";
        if (i % 4 != 0) {
            draft.touchpoint = i % 4 == 1 ? "desk" : "room";
        }
        if (i % 5 != 0) {
            draft.location = i % 5 == 1 ? "harbour" : "south";
        }
        if (i % 3 == 1) {
            draft.customer = fmt::format("C-{}", i % 6);
        }
        if (i % 6 != 5) {
            draft.comment = i % 6 == 0   ? "Kolejka była za długa i nikt nie przeprosił."
                            : i % 6 == 1 ? "Świetna obsługa, dziękuję!"
                                         : "The queue was too long and nobody said sorry";
        }
        if (i % 2 == 1) {
            draft.ratings.push_back({"nps", {}, feedback::RatingState::given, i % 11, "/r/0"});
        }
        draft.ratings.push_back(
            {"csat",
             i % 2 == 0 ? std::optional<std::string>("room") : std::nullopt,
             i % 8 == 0 ? feedback::RatingState::not_applicable : feedback::RatingState::given,
             1 + i % 5,
             "/r/1"}
        );
        if (i % 9 == 0) {
            draft.tags = {"vip", "two words"};
        }
        drafts.push_back(std::move(draft));
    }
    std::vector<Feedback> stored;
    for (const Draft& draft : drafts) {
        stored.push_back(receive(draft));
    }
    const char* filters[] = {
        "",
        "touchpoint=desk",
        "touchpoint=!desk",
        "touchpoint=",
        "touchpoint=desk&metric=csat&score_max=2",
        "metric=nps",
        "metric=!nps&score_min=4",
        "score_min=3&score_max=4",
        "kind=complaint&channel=email",
        "location=north",
        "location=&channel=!web",
        "customer=C-4&customer=C-1",
        "customer=",
        "has_comment=false",
        "has_comment=true&q=queue sor",
        "q=przeprosil kol",
        "q=queue is",
        "tag=vip",
        "tag=",
        "sentiment=negative",
        "sentiment=",
        "topic=waiting",
        "topic=waiting:negative&language=pl",
        "topic=!waiting",
        "intent=complaint",
        "emotion=",
        "handled=false",
        "source=form&lifecycle=active",
    };
    for (const char* text : filters) {
        Problems problems;
        const auto asks = casework::read_rule_filter(*catalogue.directory(), text, problems);
        ASSERT_TRUE(problems.empty()) << text;
        feedback::ListOrder order;
        order.limit = 500;
        const auto page = database().read([&](db::Reader& reader) {
            return feedback::list(reader, asks.filter, order);
        });
        std::vector<std::string> expected, held;
        for (const Feedback& one : page.items) {
            expected.push_back(one.id.text());
        }
        for (const Feedback& one : stored) {
            if (feedback::matches(asks.filter, one)) {
                held.push_back(one.id.text());
            }
        }
        std::ranges::sort(expected);
        std::ranges::sort(held);
        EXPECT_EQ(held, expected) << text;
    }
}

TEST_P(CaseRulesTest, a_case_comes_with_its_feedback_its_owner_and_one_notice) {
    add_rule("metric=nps&score_max=6", R"([{"kind":"open_case"}])");
    add_rule("metric=nps&score_max=3", R"([{"kind":"open_case"},{"kind":"tag","tag":"bad"}])");
    const auto said = receive(unhappy("C-1"));
    EXPECT_EQ(said.tags, std::vector<std::string>{"bad"});
    const auto all = cases();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].feedback_id, said.id);
    EXPECT_EQ(all[0].customer_id, said.customer_id);
    EXPECT_EQ(all[0].owner_id, anna_);
    EXPECT_EQ(all[0].why, "rule_1");
    EXPECT_EQ(unseen(anna_), 1);
    EXPECT_EQ(unseen(boss_), 0);
}

TEST_P(CaseRulesTest, the_mail_to_its_owner_tells_the_deadline_by_the_clock_of_the_firm) {
    const std::pair<const char*, const char*> zones[] = {
        {"Asia/Kolkata", "2026-11-21T13:00:00+05:30"},
        {"Europe/Warsaw", "2026-03-29T13:00:00+02:00"},  // of 23 hours
    };
    add_rule("metric=nps&score_max=6", R"([{"kind":"open_case"}])");
    receive(unhappy());
    auto one = cases().front();
    for (const auto& [zone, due] : zones) {
        database().write([&](db::Tx& tx) { tx.run("UPDATE firm SET time_zone = $1", zone); });
        catalogue.reload();
        const auto setup = setup_of(catalogue);
        people::User anna = *setup->rulebook->find_user(anna_.text());
        anna.language = "en";
        one.due_at = parse_rfc3339(due);
        CaseNews news;
        CaseTeller(intake, *setup, *setup->rulebook, clock.now())
            .tell_user(news, one, "case_opened", anna);
        ASSERT_EQ(news.mails.size(), 1U);
        EXPECT_NE(news.mails[0].text.find(" 2026, 13:00"), std::string::npos)
            << zone << ": " << news.mails[0].text;
    }
}

TEST_P(CaseRulesTest, what_is_refused_leaves_no_case) {
    add_rule("", R"([{"kind":"open_case"}])");
    const auto fails = [](db::Tx&, const Feedback&) { throw Refusal(Code::conflict, "no"); };
    EXPECT_THROW(receive_feedback(intake, unhappy("C-1"), by, fails), Refusal);
    EXPECT_TRUE(cases().empty());
    EXPECT_EQ(unseen(anna_), 0);
}

TEST_P(CaseRulesTest, who_speaks_again_joins_the_open_case_and_after_it_closed_opens_another) {
    add_rule("metric=nps&score_max=6", R"([{"kind":"open_case"}])");
    receive(unhappy("C-1"));
    const auto again = receive(unhappy("C-1"));
    receive(unhappy("C-2"));
    receive(unhappy());
    auto all = cases();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(
        database().read([&](db::Reader& reader) {
            return casework::find_case_of(reader, again.id.text());
        }),
        all[0].id
    );
    close(all[0].id);
    receive(unhappy("C-1"));
    EXPECT_EQ(cases().size(), 4U);
}

TEST_P(CaseRulesTest, old_feedback_opens_nothing) {
    add_rule("", R"([{"kind":"open_case"}])");
    auto old = unhappy("C-1");
    old.occurred_at = clock.now() - std::chrono::days(31);
    receive(old);
    EXPECT_TRUE(cases().empty());
}

TEST_P(CaseRulesTest, two_who_change_one_case_do_not_overwrite_each_other) {
    add_rule("metric=nps&score_max=6", R"([{"kind":"open_case"}])");
    receive(unhappy("C-1"));
    Case first = cases().at(0), second = first;
    database().write([&](db::Tx& tx) {
        first.title = "mine";
        casework::change(tx, first, clock.now());
    });
    EXPECT_THROW(
        database().write([&](db::Tx& tx) { casework::change(tx, second, clock.now()); }), Refusal
    );
    EXPECT_EQ(cases().at(0).title, "mine");
    EXPECT_EQ(cases().at(0).revision, 2);
}

TEST_P(CaseRulesTest, closing_writes_cause_lesson_and_the_event_that_asks) {
    add_rule("metric=nps&score_max=6", R"([{"kind":"open_case"}])");
    receive(unhappy("C-1"));
    casework::Cause cause;
    cause.id.uuid = make_uuid_v7(clock, random);
    cause.key = cause.name = "queue";
    database().write([&](db::Tx& tx) { db::add(tx, cause, by); });
    const auto id = cases().at(0).id;
    casework::CaseSight sight;
    sight.everything = true;
    CaseWork work(intake, {sight, by});
    EXPECT_THROW((void)work.close(id, {.cause_id = cause.id.text(), .lesson = " "}), Refusal);
    EXPECT_EQ(cases().at(0).state, casework::CaseState::received);
    const auto closed = work.close(
        id, {.cause_id = cause.id.text(), .lesson = "Open a second desk.", .publish_lesson = true}
    );
    EXPECT_EQ(closed.cause_id, cause.id);
    EXPECT_EQ(closed.outcome, casework::CaseOutcome::accepted);
    database().read([&](db::Reader& reader) {
        EXPECT_EQ(
            reader.find_text("SELECT key FROM event WHERE type = 'case_closed'"), closed.ask_event
        );
        EXPECT_EQ(reader.find_integer("SELECT COUNT(*) FROM practice"), 1);
    });
}

}  // namespace
}  // namespace styk::story
