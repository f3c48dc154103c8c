#include "story/record_events.h"

#include <gtest/gtest.h>

#include "customer/customer_store.h"
#include "firm/firm_store.h"
#include "journey/touchpoint.h"
#include "story/import_customers.h"
#include "support/databases.h"
#include "support/fixed.h"

namespace styk::story {
namespace {

class RecordEvents : public test::BothDatabases {
protected:
    void SetUp() override {
        const auto first = firm::make_first_firm(clock_, random_);
        desk_.id.uuid = make_uuid_v7(clock_, random_);
        desk_.key = "desk";
        desk_.name = "Desk";
        database().write([&](db::Tx& tx) {
            firm::ensure_firm(tx, first, by_);
            db::add(tx, desk_, by_);
        });
        catalogue_.reload();
    }

    [[nodiscard]] Intake intake() { return {database(), catalogue_, terms_, clock_, random_}; }

    customer::SentEvent sent(const std::string& key, const std::string& type = "call") {
        customer::SentEvent made;
        made.event.key = key;
        made.event.type = type;
        made.event.channel = "phone";
        made.event.occurred_at = clock_.now();
        return made;
    }

    std::string pointers_of_refusal(const std::vector<NumberedEvent>& events, Problems read = {}) {
        try {
            record_events(intake(), events, std::move(read), by_);
            return "";
        } catch (const Refusal& refusal) {
            std::string out;
            for (const auto& problem : refusal.problems()) {
                out += problem.pointer + " ";
            }
            return out;
        }
    }

    std::int64_t count(std::string_view table) {
        return database().read([&](db::Reader& reader) {
            return reader.find_integer("SELECT COUNT(*) FROM " + std::string(table)).value();
        });
    }

    test::FixedClock clock_;
    test::CountingRandom random_;
    db::Change by_{{"token", "t", "Telephone exchange"}, clock_.now()};
    Catalogue catalogue_{database()};
    feedback::Terms terms_{database()};
    journey::Touchpoint desk_;
};

STYK_ON_BOTH_DATABASES(RecordEvents);

TEST_P(RecordEvents, an_unknown_customer_is_made_and_recognised_again) {
    auto one = sent("e1");
    one.customer = "K 7";
    const auto first = record_event(intake(), one, by_);
    EXPECT_EQ(first.put, customer::Put::added);
    EXPECT_EQ(first.event.customer, "K 7");
    EXPECT_EQ(first.event.received_at, by_.at);
    auto other = sent("e2");
    other.customer = first.event.customer_id->text();
    const auto second = record_event(intake(), other, by_);
    EXPECT_EQ(second.event.customer_id, first.event.customer_id);
    EXPECT_EQ(second.event.customer, "K 7");
    EXPECT_EQ(count("customer"), 1);
}

TEST_P(RecordEvents, the_touchpoint_is_named_by_key_or_id_or_follows_from_the_type) {
    auto by_key = sent("a");
    by_key.touchpoint = "desk";
    auto by_id = sent("b");
    by_id.touchpoint = desk_.id.text();
    EXPECT_EQ(record_event(intake(), by_key, by_).event.touchpoint, "desk");
    EXPECT_EQ(record_event(intake(), by_id, by_).event.touchpoint, "desk");
    EXPECT_EQ(record_event(intake(), sent("c", "desk"), by_).event.touchpoint, "desk");
    EXPECT_FALSE(record_event(intake(), sent("d", "call"), by_).event.touchpoint);
}

TEST_P(RecordEvents, a_known_key_is_changed_then_unchanged) {
    auto one = sent("e1");
    record_event(intake(), one, by_);
    one.event.duration_s = 4;
    EXPECT_EQ(record_event(intake(), one, by_).put, customer::Put::changed);
    EXPECT_EQ(record_event(intake(), one, by_).put, customer::Put::unchanged);
    EXPECT_EQ(count("event"), 1);
}

TEST_P(RecordEvents, every_wrong_line_is_named_and_nothing_is_written) {
    auto channel = sent("a");
    channel.event.channel = "pigeon";
    auto touchpoint = sent("b");
    touchpoint.touchpoint = "nowhere";
    auto late = sent("c");
    late.event.occurred_at = clock_.now() + std::chrono::hours(25);
    auto right = sent("d");
    right.customer = "new one";
    EXPECT_EQ(
        pointers_of_refusal(
            {{1, right}, {2, channel}, {4, touchpoint}, {5, late}}, {{"/3", "unreadable"}}
        ),
        "/3 /2/channel /4/touchpoint /5/occurred_at "
    );
    EXPECT_EQ(count("event"), 0);
    EXPECT_EQ(count("customer"), 0);
}

TEST_P(RecordEvents, a_day_ahead_is_still_today_somewhere) {
    auto one = sent("a");
    one.event.occurred_at = clock_.now() + std::chrono::hours(24);
    EXPECT_NO_THROW(record_event(intake(), one, by_));
}

TEST_P(RecordEvents, a_channel_that_another_process_added_is_known_at_the_second_look) {
    firm::Channel kiosk;
    kiosk.id.uuid = make_uuid_v7(clock_, random_);
    kiosk.key = kiosk.name = "kiosk";
    database().write([&](db::Tx& tx) { db::add(tx, kiosk, by_); });
    auto one = sent("a");
    one.event.channel = "kiosk";
    EXPECT_EQ(record_event(intake(), one, by_).event.channel, "kiosk");
}

TEST_P(RecordEvents, many_are_counted_and_what_goes_with_them_fails_with_them) {
    auto one = sent("a");
    one.customer = "K";
    auto two = sent("b");
    two.customer = "K";
    const auto counted = record_events(intake(), {{1, one}, {2, two}, {3, one}}, {}, by_);
    EXPECT_EQ(counted.added, 2);
    EXPECT_EQ(counted.unchanged, 1);
    EXPECT_EQ(count("customer"), 1);
    EXPECT_THROW(
        record_events(
            intake(),
            {{1, sent("c")}},
            {},
            by_,
            [](db::Tx&, const RecordedEvents& so_far) {
                EXPECT_EQ(so_far.added, 1);
                throw Fault("no");
            }
        ),
        Fault
    );
    EXPECT_EQ(count("event"), 2);
}

TEST_P(RecordEvents, customers_of_a_bulk_need_a_location_that_exists) {
    NumberedCustomer right{1, {}};
    right.upsert.customer.key = "a";
    NumberedCustomer wrong{3, {}};
    wrong.upsert.customer.key = "b";
    wrong.upsert.customer.location_id = Id<firm::Location>{desk_.id.uuid};
    try {
        import_customers(
            intake(), {right, wrong}, {{"/2/email", "must be an e-mail address"}}, by_
        );
        FAIL() << "a location that is none was taken";
    } catch (const Refusal& refusal) {
        ASSERT_EQ(refusal.problems().size(), 2U);
        EXPECT_EQ(refusal.problems()[1].pointer, "/3/location_id");
    }
    EXPECT_EQ(count("customer"), 0);
    EXPECT_EQ(import_customers(intake(), {right}, {}, by_), (customer::Counted{1, 0, 0}));
}

}  // namespace
}  // namespace styk::story
