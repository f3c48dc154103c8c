#include "story/show_contacts.h"

#include <gtest/gtest.h>

#include "customer/customer_store.h"
#include "firm/firm_store.h"
#include "story/record_events.h"
#include "support/databases.h"
#include "support/fixed.h"
#include "support/new_firm.h"

namespace styk::story {
namespace {

constexpr std::chrono::hours day{24};

class ShowContacts : public test::BothDatabases {
protected:
    void SetUp() override {
        test::found_firm(database(), clock, random);
        catalogue.reload();
    }

    // An answered contact `ago`, after a wait.
    void answered(
        std::chrono::microseconds ago,
        double waited_s,
        const std::string& customer = "",
        const std::string& touchpoint = "desk"
    ) {
        customer::SentEvent sent;
        sent.event.key = "e" + std::to_string(++keys);
        sent.event.type = "contact_answered";
        sent.event.channel = "phone";
        sent.event.occurred_at = clock.now() - ago;
        sent.event.duration_s = waited_s;
        sent.touchpoint = touchpoint;
        if (!customer.empty()) {
            sent.customer = customer;
        }
        (void)record_event(intake, sent, by);
    }

    Waits waits(const people::Actor& actor, std::vector<std::string> groups = {}) {
        return database().read([&](db::Reader& reader) {
            return show_waiting(
                reader, *catalogue.directory(), actor, {{}, std::move(groups)}, clock.now()
            );
        });
    }

    Resolutions resolutions(std::optional<std::int64_t> within_days = {}) {
        return database().read([&](db::Reader& reader) {
            return show_first_contacts(
                reader, *catalogue.directory(), people::the_system(), {}, within_days, clock.now()
            );
        });
    }

    test::FixedClock clock;
    test::CountingRandom random;
    Catalogue catalogue{database()};
    feedback::Terms terms{database()};
    Intake intake{database(), catalogue, terms, clock, random};
    db::Change by{{"token", "t", "Telephone exchange"}, clock.now()};
    int keys = 0;
};

STYK_ON_BOTH_DATABASES(ShowContacts);

TEST_P(ShowContacts, waits_of_the_last_ninety_days_are_shown_unless_others_are_asked_for) {
    answered(day * 2, 12);
    answered(day * 89, 14);
    answered(day * 100, 500);
    const auto found = waits(people::the_system());
    EXPECT_EQ(found.total.counts.waits, (std::vector<double>{14, 12}));
    EXPECT_EQ(found.total.target_s, 20);
}

TEST_P(ShowContacts, what_happened_within_the_days_is_not_judged_yet) {
    answered(day * 3, 5, "A");
    answered(day * 2, 5, "A");
    answered(day * 20, 5, "B");
    answered(day * 20, 5);
    const auto found = resolutions();
    EXPECT_EQ(found.within_days, 7);
    EXPECT_EQ(found.total.open, 2U);
    EXPECT_EQ(found.total.resolved, 1U);
    EXPECT_EQ(found.total.repeated, 0U);
    EXPECT_EQ(found.total.without_customer, 1U);
    EXPECT_EQ(resolutions(1).total.repeated, 1U);
}

TEST_P(ShowContacts, an_owner_sees_the_queues_of_their_touchpoints_alone) {
    answered(day, 5);
    answered(day, 5, "", "room");
    people::Actor owner = people::the_system();
    owner.role = people::Role::touchpoint_owner;
    EXPECT_EQ(waits(owner).total.counts.ended(), 0U);  // a token owns nothing
    EXPECT_EQ(waits(people::the_system(), {"touchpoint"}).rows.size(), 2U);
}

TEST_P(ShowContacts, people_of_a_place_see_contacts_of_its_customers) {
    answered(day, 5, "A");
    answered(day, 5, "B");
    const auto& directory = *catalogue.directory();
    const auto* harbour = directory.locations.find("harbour");
    database().write([&](db::Tx& tx) {
        tx.run("UPDATE customer SET location_id = $1 WHERE key = 'A'", harbour->id.text());
    });
    people::Actor local = people::the_system();
    local.location = directory.locations.find("north")->id;
    EXPECT_EQ(waits(local).total.counts.ended(), 1U);
    local.location = directory.locations.find("south")->id;
    EXPECT_EQ(waits(local).total.counts.ended(), 0U);
}

TEST_P(ShowContacts, small_groups_are_hidden_with_what_would_give_them_away) {
    for (int i = 0; i < 30; ++i) {
        answered(day, 5, "", "room");
    }
    answered(day, 5);
    database().write([&](db::Tx& tx) {
        const auto before = firm::load_firm(tx);
        auto after = before;
        after.customers_min = 5;
        firm::change_firm(tx, before, after, by);
    });
    catalogue.reload();
    const auto found = waits(people::the_system(), {"touchpoint"});
    EXPECT_TRUE(found.rows[0].hidden);
    EXPECT_TRUE(found.rows[1].hidden);
    EXPECT_FALSE(found.total.hidden);
}

}  // namespace
}  // namespace styk::story
