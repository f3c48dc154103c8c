#include "customer/event_store.h"

#include <gtest/gtest.h>

#include "customer/customer_store.h"
#include "customer/event_json.h"
#include "json/json.h"
#include "support/databases.h"
#include "support/fixed.h"

namespace styk::customer {
namespace {

class EventStore : public test::BothDatabases {
protected:
    void SetUp() override {
        const Id<Customer> id{make_uuid_v7(clock_, random_)};
        database().write([&](db::Tx& tx) { ala_ = ensure(tx, "ala", id, by_); });
    }

    Event event(std::string key, std::string type, std::int64_t at) {
        Event made;
        made.id.uuid = make_uuid_v7(clock_, random_);
        made.key = std::move(key);
        made.type = std::move(type);
        made.channel = "phone";
        made.occurred_at = {at};
        made.received_at = {at + 5};
        return made;
    }

    Put put(Event& one) {
        Put result{};
        database().write([&](db::Tx& tx) { result = customer::put(tx, one); });
        return result;
    }

    // Adds an event and gives its key back.
    void add(
        const std::string& key, const std::string& type, std::int64_t at, bool of_ala = false
    ) {
        Event one = event(key, type, at);
        if (of_ala) {
            one.customer_id = ala_.id;
        }
        EXPECT_EQ(put(one), Put::added);
    }

    void add_feedback(const std::string& id, std::int64_t at) {
        database().write([&](db::Tx& tx) {
            tx.run(
                "INSERT INTO feedback (id, revision, kind, source, channel, customer_id, "
                "occurred_at, "
                "received_at) VALUES ($1, 1, 'note', 'api', 'web', $2, $3, 0)",
                id,
                ala_.id.text(),
                at
            );
        });
    }

    std::string keys(const EventQuery& query) {
        std::string out;
        for (const Event& one :
             database().read([&](db::Reader& reader) { return list_events(reader, query); })) {
            out += one.key + " ";
        }
        return out;
    }

    test::FixedClock clock_;
    test::CountingRandom random_;
    db::Change by_{{"system", "", "Styk"}, clock_.now()};
    Customer ala_;
};

STYK_ON_BOTH_DATABASES(EventStore);

TEST_P(EventStore, an_event_comes_back_whole_with_its_customer) {
    Event made = event("e1", "call", 1000);
    made.customer_id = ala_.id;
    made.touchpoint = "hotline";
    made.duration_s = 12.5;
    made.case_key = "C-7";
    made.order_key = "O-9";
    made.attributes = record::JsonObject{R"({"agent":"Żaneta"})"};
    made.import_id = "i";
    EXPECT_EQ(put(made), Put::added);
    EXPECT_EQ(made.revision, 1);
    made.customer = "ala";
    made.customer_name = "";
    database().read([&](db::Reader& reader) {
        EXPECT_EQ(find_event(reader, "e1"), made);
        EXPECT_FALSE(find_event(reader, "e2"));
    });
}

TEST_P(EventStore, a_second_event_of_a_key_replaces_the_first_and_the_same_again_changes_nothing) {
    Event first = event("e1", "call", 1000);
    first.case_key = "C-7";
    put(first);
    Event second = event("e1", "call", 1000);
    second.duration_s = 3;
    second.received_at = {9999};
    EXPECT_EQ(put(second), Put::changed);
    EXPECT_EQ(second.revision, 2);
    EXPECT_EQ(second.id, first.id);
    EXPECT_EQ(second.received_at, first.received_at);
    Event third = event("e1", "call", 1000);
    third.duration_s = 3;
    EXPECT_EQ(put(third), Put::unchanged);
    EXPECT_EQ(third.id, first.id);
    EXPECT_EQ(third.revision, 2);
    database().read([&](db::Reader& reader) {
        EXPECT_FALSE(find_event(reader, "e1")->case_key.has_value());
    });
}

TEST_P(EventStore, each_part_that_differs_is_a_change) {
    Event one = event("e1", "call", 1000);
    put(one);
    void (*changes[])(Event&) = {
        [](Event& e) { e.type = "visit"; },
        [](Event& e) { e.channel = "web"; },
        [](Event& e) { e.occurred_at = {2000}; },
        [](Event& e) { e.touchpoint = "desk"; },
        [](Event& e) { e.customer_id = Id<Customer>{e.id.uuid}; },
        [](Event& e) { e.duration_s = 1; },
        [](Event& e) { e.case_key = "c"; },
        [](Event& e) { e.order_key = "o"; },
        [](Event& e) { e.attributes = record::JsonObject{}; },
    };
    std::int64_t revision = 1;
    for (const auto change : changes) {
        change(one);
        EXPECT_EQ(put(one), Put::changed);
        EXPECT_EQ(one.revision, ++revision);
        EXPECT_EQ(put(one), Put::unchanged);
    }
}

TEST_P(EventStore, a_list_is_newest_first_filtered_and_goes_on) {
    add("a", "call", 100, true);
    add("b", "call", 300);
    add("c", "visit", 200);
    add("d", "visit", 300, true);
    EXPECT_EQ(keys({}), "d b c a ");
    EXPECT_EQ(keys({.type = {.any_of = {"call"}}}), "b a ");
    EXPECT_EQ(keys({.type = {.none_of = {"call"}}}), "d c ");
    EXPECT_EQ(keys({.type = {.any_of = {"call", "visit"}, .none_of = {"visit"}}}), "b a ");
    EXPECT_EQ(keys({.customer_id = {.any_of = {ala_.id.text()}}}), "d a ");
    EXPECT_EQ(keys({.customer_id = {.any_of = {""}}}), "b c ");
    EXPECT_EQ(keys({.customer_id = {.none_of = {""}}}), "d a ");
    EXPECT_EQ(keys({.from = Instant{200}, .to = Instant{300}}), "c ");
    EXPECT_EQ(keys({.limit = 2}), "d b c ");  // one more says that there are more
    const auto b =
        database().read([](db::Reader& reader) { return find_event(reader, "b").value(); });
    EXPECT_EQ(keys({.after = {b.occurred_at, b.seq}}), "c a ");
}

TEST_P(EventStore, a_list_in_a_scope_holds_events_of_customers_who_belong_there) {
    add("a", "call", 100, true);
    add("b", "call", 200);
    const std::string place = "018f0000-0000-7000-8000-00000000000a";
    EXPECT_EQ(keys({.locations = {{place}}}), "");
    EXPECT_EQ(keys({.locations = {std::vector<std::string>{}}}), "");
    database().write([&](db::Tx& tx) {
        tx.run(
            "INSERT INTO location (id, revision, created_at, updated_at, key, name, kind) "
            "VALUES ($1, 1, 0, 0, 'n', 'N', 'region')",
            place
        );
        tx.run("UPDATE customer SET location_id = $1", place);
    });
    EXPECT_EQ(keys({.locations = {{place}}}), "a ");
}

TEST_P(EventStore, a_timeline_merges_feedback_and_events_and_goes_on_at_every_place) {
    add("e1", "call", 100, true);
    add("e2", "call", 200, true);
    add("e3", "call", 200, true);
    add("other", "call", 250);
    add_feedback("f1", 100);
    add_feedback("f2", 200);
    add_feedback("f3", 300);
    const auto name = [](const TimelineItem& item) {
        return item.event ? item.event->key : item.feedback_id.value();
    };
    std::vector<std::string> all;
    TimelinePlace after;
    for (bool more = true; more;) {
        auto items = database().read([&](db::Reader& reader) {
            return timeline(reader, ala_.id, 1, after);
        });
        more = items.size() > 1;
        ASSERT_FALSE(items.empty());
        all.push_back(name(items[0]));
        after = items[0].place;
    }
    EXPECT_EQ(all, (std::vector<std::string>{"f3", "f2", "e3", "e2", "f1", "e1"}));
    database().read([&](db::Reader& reader) {
        EXPECT_EQ(timeline(reader, ala_.id, 50).size(), 6U);
        EXPECT_EQ(timeline(reader, ala_.id, 4).size(), 5U);
    });
}

TEST_P(EventStore, unbound_types_are_suggestions_until_a_touchpoint_has_their_key) {
    add("a", "voucher", 100);
    add("b", "voucher", 300);
    add("c", "late_out", 200);
    Event bound = event("d", "voucher", 400);
    bound.touchpoint = "desk";
    put(bound);
    const auto suggestions = [&] {
        std::string out;
        for (const auto& one : database().read(list_suggestions)) {
            out += one.type + " " + std::to_string(one.count) + " " +
                   std::to_string(one.last_at.us) + "; ";
        }
        return out;
    };
    EXPECT_EQ(suggestions(), "voucher 2 300; late_out 1 200; ");
    database().write([](db::Tx& tx) {
        tx.run(
            "INSERT INTO touchpoint (id, revision, created_at, updated_at, key, name, channels, "
            "external, "
            "departments, business_areas, position) "
            "VALUES ('t', 1, 0, 0, 'voucher', 'V', '[]', 0, '[]', '[]', 0)"
        );
        EXPECT_EQ(bind_events(tx), 2);
        EXPECT_EQ(bind_events(tx), 0);
    });
    EXPECT_EQ(suggestions(), "late_out 1 200; ");
    EXPECT_EQ(keys({.touchpoint = {.any_of = {"voucher"}}}), "b a ");
    database().write([](db::Tx& tx) { unbind_events(tx, "voucher"); });
    EXPECT_EQ(suggestions(), "voucher 2 300; late_out 1 200; ");
}

std::string problems_of(const char* text) {
    SentEvent sent;
    const json::Value body = json::parse(text);
    std::string out;
    for (const auto& [pointer, message] : read_event(body.get_object(), sent)) {
        out += pointer + " " + message + "; ";
    }
    return out;
}

TEST(a_sent_event, names_what_is_missing_and_wrong) {
    EXPECT_EQ(
        problems_of("{}"),
        "/key is missing; /type is missing; /channel is missing; /occurred_at is missing; "
    );
    EXPECT_EQ(
        problems_of(
            R"({"key": "a", "type": "call", "channel": "web", "occurred_at": "2026-11-21T10:00:00Z"})"
        ),
        ""
    );
    EXPECT_EQ(
        problems_of(R"({"key": 1, "type": "A call", "channel": "web", "occurred_at": "yesterday"})"
        ),
        "/key must be a text; /type must be 1 to 64 of a-z, 0-9, _ and -, the first a letter or "
        "digit; "
        "/occurred_at must be an instant such as 2026-11-21T18:30:00Z; "
    );
    EXPECT_EQ(
        problems_of(
            R"({"key": "a", "type": "call", "channel": "web", "occurred_at": "2026-11-21T10:00:00Z",
            "duration_s": -1, "attributes": {"a": []}, "case": "", "seq": 1, "customer_id": "x"})"
        ),
        "/duration_s must be a number of seconds, 0 at least; /case must have 1 to 200 characters; "
        "/attributes may hold only texts, numbers and flags, but a is none; "
        "/seq is not a field of an event; /customer_id is not a field of an event; "
    );
}

TEST(a_sent_event, is_read_whole_and_written_with_the_names_of_the_wire) {
    SentEvent sent;
    const json::Value body =
        json::parse(R"({"key": "a", "type": "call", "channel": "web", "customer": "K 1",
        "occurred_at": "2026-11-21T10:00:00+01:00", "touchpoint": "desk", "duration_s": 3, "case": "C",
        "order": null, "attributes": {"n": 1}})");
    ASSERT_TRUE(read_event(body.get_object(), sent).empty());
    EXPECT_EQ(sent.customer, "K 1");
    EXPECT_EQ(sent.touchpoint, "desk");
    const json::Object out = to_json(sent.event);
    EXPECT_EQ(out.at("occurred_at").as_string(), "2026-11-21T09:00:00Z");
    EXPECT_EQ(out.at("duration_s").as_double(), 3);
    EXPECT_EQ(out.at("case").as_string(), "C");
    EXPECT_TRUE(out.at("order").is_null());
    EXPECT_TRUE(out.at("customer").is_null());
    EXPECT_EQ(out.at("attributes").at("n").as_int64(), 1);
}

}  // namespace
}  // namespace styk::customer
