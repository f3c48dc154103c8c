// Contacts a case before customers were told where it stands, and since; ratings before and after.
#include "story/case_contacts.h"

#include <fmt/format.h>

#include "casework/case_store.h"
#include "casework/message_store.h"
#include "customer/event_store.h"
#include "story/case_figures.h"
#include "story/story_test_kit.h"

namespace styk::story {
namespace {

using std::chrono::days;
using std::chrono::hours;

class CaseContactsTest : public CountedFirmTest {
protected:
    feedback::Feedback say(const std::string& customer, const char* kind, int csat) {
        feedback::Draft draft;
        draft.source = "form";
        draft.channel = "web";
        draft.kind = kind;
        draft.touchpoint = "desk";
        draft.customer = customer;
        draft.comment = "It does not work.";
        draft.ratings = {{"csat", {}, feedback::RatingState::given, csat, "/ratings/0"}};
        return receive_feedback(intake, draft, {{"system", "", "test"}, clock.now()});
    }

    feedback::Feedback complain(const std::string& customer) {
        return say(customer, "complaint", 1);
    }

    // `type` of two events may be of one contact.
    void contact(
        const feedback::Feedback& of,
        std::chrono::microseconds after,
        std::string type = "contact_started",
        std::optional<std::string> contact = {}
    ) {
        customer::Event event;
        event.id.uuid = make_uuid_v7(clock, random);
        event.key = fmt::format("e{}", ++events_);
        event.type = std::move(type);
        event.customer_id = of.customer_id;
        event.channel = "phone";
        event.case_key = std::move(contact);
        event.occurred_at = event.received_at = of.received_at + after;
        database().write([&](db::Tx& tx) { (void)customer::put(tx, event); });
    }

    Id<casework::Case> case_of(const feedback::Feedback& of) {
        return database()
            .read([&](db::Reader& reader) { return casework::find_case_of(reader, of.id.text()); })
            .value();
    }

    void write(const feedback::Feedback& of, std::chrono::microseconds after, bool automatic) {
        casework::CaseMessage message;
        message.id = make_uuid_v7(clock, random).text();
        message.case_id = case_of(of);
        message.at = of.received_at + after;
        message.incoming = !automatic;
        message.automatic = automatic;
        message.message_id = message.id + "@example.org";
        database().write([&](db::Tx& tx) { casework::add_message(tx, message); });
    }

    CaseContacts contacts(std::optional<Instant> since = {}) {
        casework::CaseQuery query;
        query.sight.everything = true;
        query.now = clock.now();
        return show_case_contacts(database(), *catalogue.directory(), query, since, clock.now());
    }

    int events_ = 0;
};

STYK_ON_BOTH_DATABASES(CaseContactsTest);

TEST_P(CaseContactsTest, counts_what_customers_did_to_reach_us_within_the_window) {
    const auto first = complain("C-1");
    contact(first, hours(5), "contact_started", "call-1");
    contact(first, hours(6), "contact_answered", "call-1");
    contact(first, days(3));
    contact(first, days(15));
    contact(first, -hours(5));
    contact(first, days(1), "arrival");
    write(first, days(2), false);
    clock.at = clock.at + days(2);
    complain("C-1");  // joins
    complain("C-2");
    clock.at = clock.at + days(20);
    const auto shown = contacts();
    EXPECT_EQ(shown.reason, "never_told");
    EXPECT_FALSE(shown.since);
    EXPECT_EQ(shown.before.n, 2U);
    EXPECT_EQ(shown.before.contacts, 4);
    EXPECT_DOUBLE_EQ(shown.before.per_case.value(), 2);
    EXPECT_EQ(shown.before.lo, 0);  // never below nothing
    EXPECT_EQ(shown.after.n, 0U);
    EXPECT_EQ(shown.after.reason, "no_cases");
    EXPECT_FALSE(shown.difference.value);
}

TEST_P(CaseContactsTest, compares_before_and_since_and_leaves_out_what_is_neither) {
    for (int i = 0; i < 8; ++i) {
        const auto one = complain(fmt::format("B-{}", i));
        contact(one, hours(3));
        if (i % 2 == 0) {
            contact(one, days(4));
        }
    }
    clock.at = clock.at + days(20);
    complain("between");
    clock.at = clock.at + days(10);
    const Instant since = clock.now();
    for (int i = 0; i < 8; ++i) {
        const auto one = complain(fmt::format("A-{}", i));
        write(one, hours(0), true);
        if (i == 0) {
            contact(one, days(1));
        }
    }
    clock.at = clock.at + days(5);
    EXPECT_EQ(contacts().after.n, 0U) << "their window is not over";
    clock.at = clock.at + days(10);
    complain("fresh");
    const auto shown = contacts();
    EXPECT_EQ(shown.since, since);
    EXPECT_EQ(shown.between, 1);
    EXPECT_EQ(shown.before.n, 8U);
    EXPECT_DOUBLE_EQ(shown.before.per_case.value(), 1.5);
    EXPECT_EQ(shown.after.n, 8U);
    EXPECT_DOUBLE_EQ(shown.after.per_case.value(), 0.125);
    // Welch by hand: variances 2/7 and 1/8, so the error is sqrt((2/7 + 1/8) / 8).
    EXPECT_NEAR(shown.difference.value.value(), -1.375, 1e-12);
    EXPECT_LT(shown.difference.p.value(), 0.001);
    EXPECT_LT(shown.difference.hi.value(), 0);
    EXPECT_EQ(shown.period, Period::month) << "17 cases in five weeks";
    EXPECT_EQ(shown.steps.size(), 2U);
}

TEST_P(CaseContactsTest, few_cases_are_shown_by_longer_steps) {
    for (int i = 0; i < 24; ++i) {
        const auto one = complain(fmt::format("C-{}", i));
        for (int call = 0; call < i % 3; ++call) {
            contact(one, hours(1 + call));
        }
        clock.at = clock.at + days(5);
    }
    clock.at = clock.at + days(14);
    const auto shown = contacts();
    EXPECT_EQ(shown.period, Period::month) << "six a month, not two a week";
    std::uint64_t cases = 0;
    for (const auto& step : shown.steps) {
        cases += step.mean.n;
        EXPECT_DOUBLE_EQ(
            step.mean.per_case.value(),
            static_cast<double>(step.mean.contacts) / static_cast<double>(step.mean.n)
        );
        EXPECT_TRUE(step.mean.n < 2 || step.mean.lo);
    }
    EXPECT_EQ(cases, 24U);
}

TEST_P(CaseContactsTest, ratings_before_and_after_are_of_one_scale) {
    const auto close = [&](const feedback::Feedback& of) {
        database().write([&](db::Tx& tx) {
            auto one = casework::load_case(tx, case_of(of));
            casework::advance(one, casework::CaseState::closed, clock.now());
            casework::change(tx, one, clock.now());
        });
    };
    std::vector<feedback::Feedback> opened;
    for (int i = 0; i < 4; ++i) {
        opened.push_back(complain(fmt::format("C-{}", i)));
    }
    feedback::Draft other;
    other.source = "form";
    other.channel = "web";
    other.kind = "complaint";
    other.customer = "C-9";
    other.ratings = {{"nps", {}, feedback::RatingState::given, 0, "/ratings/0"}};
    opened.push_back(receive_feedback(intake, other, {{"system", "", "test"}, clock.now()}));
    clock.at = clock.at + days(1);
    for (const auto& one : opened) {
        close(one);
    }
    clock.at = clock.at + days(1);
    for (int i = 0; i < 3; ++i) {
        say(fmt::format("C-{}", i), "response", 3 + i % 2);
    }
    other.kind = "response";
    other.ratings[0].value = 10;
    receive_feedback(intake, other, {{"system", "", "test"}, clock.now()});
    CasesAsked asked;
    asked.query.sight.everything = true;
    asked.query.now = clock.now();
    const auto total =
        show_case_figures(database(), *catalogue.directory(), asked, clock.now()).total;
    EXPECT_EQ(total.recovered.metric, "csat");
    EXPECT_EQ(total.recovered.gap.n, 3U);
    EXPECT_EQ(total.recovered.left_out, 1);
    EXPECT_DOUBLE_EQ(total.recovered.gap.mean_first, 1);
    EXPECT_DOUBLE_EQ(total.recovered.gap.mean_second, 10.0 / 3);
    EXPECT_TRUE(total.recovered.gap.interval);
    EXPECT_EQ(total.stays.n, 4U) << "C-3 may come back yet";
}

}  // namespace
}  // namespace styk::story
