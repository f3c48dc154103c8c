#include "firm/firm_store.h"

#include <gtest/gtest.h>

#include "firm/attribute.h"
#include "firm/brand.h"
#include "firm/register_store.h"
#include "support/databases.h"
#include "support/fixed.h"

namespace styk::firm {
namespace {

class FirmStore : public test::BothDatabases {
protected:
    template <class T>
    T add(T record) {
        record.id.uuid = make_uuid_v7(clock_, random_);
        database().write([&](db::Tx& tx) { db::add(tx, record, by_); });
        return record;
    }

    Location add_location(const char* key, std::optional<Id<Location>> parent = {}) {
        Location location;
        location.key = location.name = key;
        location.parent_id = parent;
        return add(location);
    }

    // What a removal answers; "" when nothing stands against it.
    template <class T>
    std::string refusal_of_removal(const T& record) {
        try {
            database().read([&](db::Reader& reader) { check_removal(reader, record); });
            return "";
        } catch (const Refusal& refusal) {
            EXPECT_EQ(refusal.code(), Code::conflict);
            return refusal.what();
        }
    }

    test::FixedClock clock_;
    test::CountingRandom random_;
    db::Change by_{{"system", "", "Styk"}, clock_.now()};
};

STYK_ON_BOTH_DATABASES(FirmStore);

TEST_P(FirmStore, a_new_database_gets_one_firm_and_its_channels_once) {
    for (int i = 0; i < 2; ++i) {
        const FirstFirm first = make_first_firm(clock_, random_);
        database().write([&](db::Tx& tx) { ensure_firm(tx, first, by_); });
    }
    database().read([&](db::Reader& reader) {
        EXPECT_EQ(reader.find_integer("SELECT COUNT(*) FROM firm"), 1);
        EXPECT_EQ(db::list_all<Channel>(reader).size(), 10U);
        EXPECT_EQ(load_firm(reader).language, "en");
        EXPECT_EQ(load_firm(reader).revision, 1);
    });
}

TEST_P(FirmStore, a_database_without_a_firm_is_a_fault) {
    EXPECT_THROW(database().read(load_firm), Fault);
}

TEST_P(FirmStore, a_change_is_kept_with_its_trail_and_a_wrong_one_changes_nothing) {
    const FirstFirm first = make_first_firm(clock_, random_);
    database().write([&](db::Tx& tx) { ensure_firm(tx, first, by_); });
    const Firm before = database().read(load_firm);
    Firm after = before;
    after.name = "Bursztyn";
    after.words.text = R"({"customer":"gość"})";
    after.working_days = {1, 3};
    database().write([&](db::Tx& tx) { change_firm(tx, before, after, by_); });
    EXPECT_EQ(database().read(load_firm), after);
    Firm wrong = after;
    wrong.languages = {"pl"};
    EXPECT_THROW(
        database().write([&](db::Tx& tx) { change_firm(tx, after, wrong, by_); }), Refusal
    );
    EXPECT_EQ(database().read(load_firm).revision, 2);
    database().read([&](db::Reader& reader) {
        EXPECT_EQ(
            reader.find_integer(
                "SELECT COUNT(*) FROM audit WHERE kind = 'firm' AND action = 'change'"
            ),
            1
        );
    });
}

TEST_P(FirmStore, registers_come_back_as_they_were_added) {
    Attribute attribute;
    attribute.key = "class";
    attribute.name = "Travel class";
    attribute.of = AttributeOf::event;
    attribute = add(attribute);
    Brand brand;
    brand.key = "amber";
    brand.name = "Amber";
    brand = add(brand);
    const Location region = add_location("north");
    const Location branch = add_location("gdansk", region.id);
    database().read([&](db::Reader& reader) {
        EXPECT_EQ(db::load(reader, attribute.id), attribute);
        EXPECT_EQ(db::load(reader, brand.id), brand);
        EXPECT_EQ(db::load(reader, branch.id), branch);
    });
}

TEST_P(FirmStore, a_location_must_fit_into_the_tree) {
    const Location region = add_location("north");
    const Location branch = add_location("gdansk", region.id);
    Location moved = region;
    moved.parent_id = branch.id;
    database().write([&](db::Tx& tx) {
        EXPECT_THROW(check_location(tx, moved), Refusal);
        EXPECT_NO_THROW(check_location(tx, region));
    });
}

TEST_P(FirmStore, a_location_with_others_below_it_stays) {
    const Location region = add_location("north");
    EXPECT_EQ(refusal_of_removal(region), "");
    add_location("gdansk", region.id);
    EXPECT_EQ(refusal_of_removal(region), "north cannot be removed: there are locations below it.");
}

constexpr std::string_view add_feedback =
    "INSERT INTO feedback (id, revision, kind, source, channel, location, brand, occurred_at, "
    "received_at) "
    "VALUES ('f', 1, 'note', 'api', 'phone', 'north', 'amber', 0, 0)";

TEST_P(FirmStore, what_feedback_names_stays) {
    const Location location = add_location("north");
    Brand brand;
    brand.key = brand.name = "amber";
    Channel channel;
    channel.key = channel.name = "phone";
    EXPECT_EQ(refusal_of_removal(brand) + refusal_of_removal(channel), "");
    database().write([&](db::Tx& tx) { tx.run(add_feedback); });
    EXPECT_EQ(refusal_of_removal(location), "north cannot be removed: there is feedback from it.");
    EXPECT_EQ(refusal_of_removal(brand), "amber cannot be removed: there is feedback on it.");
    EXPECT_EQ(refusal_of_removal(channel), "phone cannot be removed: there is feedback from it.");
}

TEST_P(FirmStore, a_channel_of_a_touchpoint_stays_and_one_with_a_similar_key_goes) {
    database().write([](db::Tx& tx) {
        tx.run(
            "INSERT INTO touchpoint (id, revision, created_at, updated_at, key, name, channels, "
            "external, "
            "departments, business_areas, position) "
            "VALUES ('t', 1, 0, 0, 'desk', 'Desk', '[\"store\",\"call_back\"]', 0, '[]', '[]', 0)"
        );
    });
    Channel channel;
    channel.key = channel.name = "call_back";
    EXPECT_EQ(refusal_of_removal(channel), "call_back cannot be removed: touchpoints name it.");
    for (const char* other : {"call-back", "back", "stor", "web"}) {
        channel.key = other;
        EXPECT_EQ(refusal_of_removal(channel), "");
    }
}

}  // namespace
}  // namespace styk::firm
