// The demo's desks, as whoever starts it on some day finds them.
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "casework/case_list_store.h"
#include "casework/lesson.h"
#include "feedback/term_store.h"
#include "json/json.h"
#include "people/safe.h"
#include "story/ask_customers.h"
#include "story/case_figures.h"
#include "story/start_demo.h"
#include "support/databases.h"
#include "support/fixed.h"
#include "support/new_firm.h"

namespace styk::story {
namespace {

class DemoCasesTest : public test::BothDatabases {
protected:
    void start_at(const char* moment) {
        clock.at = *parse_rfc3339(moment);
        test::begin_firm(database(), clock, random);
        catalogue.reload();
        (void)start_demo(intake, "en", 1);
        query.sight.everything = true;
        query.open = true;
        query.now = clock.now();
        query.limit = 200;
        open = database().read([&](db::Reader& reader) {
            return casework::list_cases(reader, query).items;
        });
    }

    template <class Part>
    std::size_t different(const Part& part) const {
        std::set<std::string> seen;
        for (const auto& one : open) {
            seen.insert(part(one));
        }
        return seen.size();
    }

    [[nodiscard]] std::ptrdiff_t count(const auto& holds) const {
        return std::ranges::count_if(open, holds);
    }

    // What anybody would call a desk that is looked after.
    void expect_living_queue() const {
        const auto late = [&](const auto& one) { return one.due_at && *one.due_at < clock.now(); };
        EXPECT_GE(open.size(), 8U);
        EXPECT_LE(open.size(), 40U);
        EXPECT_GE(count(late), 1);
        EXPECT_LE(count(late) * 3, static_cast<std::ptrdiff_t>(open.size()));
        EXPECT_GE(count([&](const auto& one) { return clock.now() - one.opened_at < day; }), 1);
        EXPECT_GE(
            count([&](const auto& one) {
                return one.due_at && !late(one) && *one.due_at - clock.now() < day;
            }),
            1
        );
        EXPECT_GE(different([](const auto& one) { return std::to_string(int(one.state)); }), 4U);
        EXPECT_GE(
            different([](const auto& one) { return one.owner_id ? one.owner_id->text() : ""; }), 4U
        );
        EXPECT_GE(
            different([](const auto& one) { return std::to_string(one.severity.value_or(0)); }), 2U
        );
    }

    static constexpr std::chrono::hours day{24};

    test::FixedClock clock;
    SystemRandom random;
    people::Safe safe{temporary().folder() / "styk.key", "", random};
    Catalogue catalogue{database(), &test::text_reader(), &safe};
    feedback::Terms terms{database()};
    Intake intake{database(), catalogue, terms, clock, random};
    casework::CaseQuery query;
    std::vector<casework::Case> open;
};

STYK_ON_BOTH_DATABASES(DemoCasesTest);

TEST_P(DemoCasesTest, are_a_living_queue_on_a_monday_morning) {
    start_at("2026-11-23T07:10:00Z");
    expect_living_queue();
    // the plot's complaint waits longest, and everybody above has heard of it
    EXPECT_EQ(open.front().language, "ru");
    EXPECT_EQ(open.front().touchpoint, "checks_out");
    EXPECT_EQ(open.front().escalated, 2);
    EXPECT_GE(clock.now() - open.front().opened_at, 15 * day);
}

TEST_P(DemoCasesTest, are_a_living_queue_on_a_sunday_night) {
    start_at("2027-02-07T22:40:00Z");
    expect_living_queue();
}

TEST_P(DemoCasesTest, were_answered_in_time_two_of_three) {
    start_at("2026-08-12T12:00:00Z");
    query.open.reset();
    const auto shown =
        show_case_figures(database(), *catalogue.directory(), {query, ""}, clock.now());
    EXPECT_NEAR(*shown.total.within_target.value, 0.68, 0.07);
    // nobody closes without having learnt why
    EXPECT_EQ(count([](const auto& one) { return one.cause_id.has_value(); }), 0);
}

TEST_P(DemoCasesTest, led_to_findings_that_the_team_spoke_of_and_guests_answered) {
    start_at("2026-11-25T10:00:00Z");
    const auto findings =
        database().read([](db::Reader& reader) { return db::list_all<casework::Finding>(reader); });
    ASSERT_EQ(findings.size(), 2U);
    std::size_t replies = 0;
    for (const auto& one : findings) {
        EXPECT_TRUE(casework::check(one).empty());
        EXPECT_GT(one.discussion.value_or("").size(), 100U);
        EXPECT_GE(one.similar_n.value_or(0), 2) << one.name;
        const auto actions = json::parse(one.actions.text).as_array();
        EXPECT_GE(actions.size(), 2U);
        for (const auto& each : actions) {
            EXPECT_TRUE(each.at("owner_id").is_string());
            EXPECT_TRUE(parse_iso_day(each.at("due_on").as_string()));
        }
        replies += database().read([&](db::Reader& reader) {
            return list_replies(reader, one.id).size();
        });
    }
    EXPECT_GE(replies, 2U);
}

}  // namespace
}  // namespace styk::story
