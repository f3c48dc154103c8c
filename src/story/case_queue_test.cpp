// The queue: overdue cases climb, and pages follow each other in every order.
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "story/case_test_kit.h"
#include "story/escalate_cases.h"

namespace styk::story {
namespace {

using casework::Case;

constexpr casework::CaseOrder orders[] = {
    casework::CaseOrder::due,
    casework::CaseOrder::age,
    casework::CaseOrder::value,
    casework::CaseOrder::risk,
    casework::CaseOrder::newest
};

class CaseQueueTest : public CaseFirmTest {
protected:
    // Steps in the log of the only case.
    std::int64_t levels_in_log() {
        const auto steps = database().read([&](db::Reader& reader) {
            return casework::list_steps(reader, cases().at(0).id);
        });
        return std::ranges::count(steps, "escalate", &casework::Step::kind);
    }

    void set_levels(const char* levels) {
        const Id<casework::CaseSettings> fresh{make_uuid_v7(clock, random)};
        database().write([&](db::Tx& tx) {
            const auto before = casework::load_case_settings(tx);
            auto after = before;
            after.levels.text = levels;
            casework::change_case_settings(tx, before, after, fresh, by);
        });
        catalogue.reload();
    }

    [[nodiscard]] casework::CaseQuery queue_by(casework::CaseOrder order) const {
        casework::CaseQuery query;
        query.sight.everything = true;
        query.order = order;
        query.limit = 3;
        query.now = clock.now();
        return query;
    }

    // Numbers of all cases of a list, read three by three.
    std::vector<std::int64_t> walk(casework::CaseQuery query) {
        std::vector<std::int64_t> out;
        for (int pages = 0; pages < 9; ++pages) {
            const auto page = database().read([&](db::Reader& reader) {
                return casework::list_cases(reader, query);
            });
            for (const Case& one : page.items) {
                out.push_back(one.seq);
            }
            if (!page.next_cursor) {
                break;
            }
            EXPECT_EQ(page.items.size(), 3U);
            query.after = record::read_cursor(*page.next_cursor);
        }
        return out;
    }
};

STYK_ON_BOTH_DATABASES(CaseQueueTest);

TEST_P(CaseQueueTest, an_overdue_case_climbs_each_level_once_however_many_look) {
    add_rule("metric=nps&score_max=6", R"([{"kind":"open_case"}])");
    receive(unhappy("C-1"));
    EXPECT_EQ(escalate_cases(intake, clock.now()), 0);
    clock.at = *cases().at(0).escalate_at;
    EXPECT_EQ(escalate_cases(intake, clock.now()), 1);
    EXPECT_EQ(unseen(anna_), 2);
    EXPECT_EQ(escalate_cases(intake, clock.now()), 0);
    clock.at = *cases().at(0).escalate_at;
    EXPECT_EQ(escalate_cases(intake, clock.now()), 1);
    EXPECT_EQ(unseen(boss_), 1);
    EXPECT_EQ(escalate_cases(intake, clock.now()), 0);
    EXPECT_EQ(cases().at(0).escalated, 2);
    EXPECT_EQ(levels_in_log(), 2);
}

TEST_P(CaseQueueTest, levels_that_passed_while_nobody_looked_are_climbed_at_once) {
    add_rule("metric=nps&score_max=6", R"([{"kind":"open_case"}])");
    receive(unhappy("C-1"));
    clock.at = clock.at + std::chrono::days(14);
    EXPECT_EQ(escalate_cases(intake, clock.now()), 2);
    EXPECT_EQ(unseen(anna_), 2);
    EXPECT_EQ(unseen(boss_), 1);
    EXPECT_EQ(cases().at(0).escalated, 2);
    EXPECT_EQ(levels_in_log(), 2);
    EXPECT_EQ(escalate_cases(intake, clock.now()), 0);
}

TEST_P(CaseQueueTest, who_stands_on_several_levels_that_passed_is_told_once) {
    set_levels(
        R"([{"after_minutes_overdue":0,"to":"deputy"},{"after_minutes_overdue":0,"to":"cx_manager"},)"
        R"({"after_minutes_overdue":1,"to":"cx_manager"},{"after_minutes_overdue":50000,"to":"deputy"}])"
    );
    add_rule("metric=nps&score_max=6", R"([{"kind":"open_case"}])");
    receive(unhappy("C-1"));
    clock.at = clock.at + std::chrono::days(14);
    EXPECT_EQ(escalate_cases(intake, clock.now()), 3);
    EXPECT_EQ(unseen(anna_), 2);
    EXPECT_EQ(unseen(boss_), 1);
    EXPECT_EQ(cases().at(0).escalated, 3);  // the last level is far away
}

TEST_P(CaseQueueTest, pages_of_the_queue_follow_each_other_in_every_order) {
    add_rule("metric=nps&score_max=6", R"([{"kind":"open_case"}])");
    for (int i = 0; i < 7; ++i) {
        clock.at = clock.at + std::chrono::minutes(i % 3);
        receive(unhappy());
    }
    for (const auto order : orders) {
        auto query = queue_by(order);
        query.open = true;
        EXPECT_EQ(walk(query).size(), 7U);
    }
}

TEST_P(CaseQueueTest, what_is_open_comes_before_what_is_closed_page_by_page) {
    add_rule("metric=nps&score_max=6", R"([{"kind":"open_case"}])");
    for (int i = 0; i < 9; ++i) {
        clock.at = clock.at + std::chrono::minutes(i % 3);
        receive(unhappy());
    }
    const auto all = cases();
    for (const std::size_t i : {4U, 1U, 7U}) {
        clock.at = clock.at + std::chrono::minutes(1);
        close(all[i].id);
    }
    const std::vector<std::int64_t> last_first{all[7].seq, all[1].seq, all[4].seq};
    for (const auto order : orders) {
        const auto found = walk(queue_by(order));
        EXPECT_EQ(found.size(), 9U);
        EXPECT_EQ(std::set(found.begin(), found.end()).size(), 9U);
        auto closed = queue_by(order);
        closed.state = {"closed"};
        EXPECT_EQ(walk(closed).size(), 3U);
        auto open = queue_by(order);
        open.state = {"!closed"};
        EXPECT_EQ(walk(open).size(), 6U);
    }
    const auto by_deadline = walk(queue_by(casework::CaseOrder::due));
    EXPECT_EQ(std::vector(by_deadline.end() - 3, by_deadline.end()), last_first);
    auto closed = queue_by(casework::CaseOrder::due);
    closed.open = false;
    EXPECT_EQ(walk(closed), last_first);
}

TEST_P(CaseQueueTest, what_is_due_today_is_neither_late_nor_due_tomorrow) {
    add_rule("metric=nps&score_max=6", R"([{"kind":"open_case"}])");
    receive(unhappy());
    const Instant due = *cases().at(0).due_at;
    const auto found = [&](Instant from, Instant before) {
        auto query = queue_by(casework::CaseOrder::due);
        query.due_from = from;
        query.due_before = before;
        return walk(query).size();
    };
    const std::chrono::minutes minute(1);
    EXPECT_EQ(found(due - minute, due + minute), 1U);
    EXPECT_EQ(found(due + minute, due + minute * 2), 0U);
    EXPECT_EQ(found(due - minute * 2, due), 0U);
}

}  // namespace
}  // namespace styk::story
