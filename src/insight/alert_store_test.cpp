#include "insight/alert_store.h"

#include <gtest/gtest.h>

#include "people/user.h"
#include "support/databases.h"
#include "support/fixed.h"

namespace styk::insight {
namespace {

using namespace std::chrono_literals;
using people::User;

class AlertStore : public test::BothDatabases {
protected:
    void SetUp() override {
        user.email = "anna@example.org";
        user.name = "Anna";
        user.role = people::Role::cx_manager;
        database().write([&](db::Tx& tx) {
            add(tx, user);
            alert = make_alert(tx, user.id);
        });
    }

    template <class T>
    void add(db::Tx& tx, T& record) {
        record.id.uuid = make_uuid_v7(clock, random);
        db::add(tx, record, by);
    }

    Alert make_alert(db::Tx& tx, const Id<User>& whose) {
        Alert made;
        made.name = "Desk";
        made.metric = "csat";
        made.user_id = whose;
        made.recipients = {whose.text()};
        add(tx, made);
        return made;
    }

    Firing firing(const std::string& group, const std::string& period) {
        Firing one;
        one.id = make_uuid_v7(clock, random).text();
        one.alert_id = alert.id;
        one.group_key = group;
        one.period = period;
        one.fired_at = clock.now();
        one.n = 80;
        one.value = 0.5;
        one.lo = 0.39;
        one.limit = 0.65;
        one.said = "below_limit";
        return one;
    }

    bool fire(const Firing& one) {
        bool added = false;
        database().write([&](db::Tx& tx) { added = add_firing(tx, one); });
        return added;
    }

    std::vector<Firing> found(std::optional<std::int64_t> before = {}, int limit = 10) {
        return database().read([&](db::Reader& reader) {
            return list_firings(reader, alert.id, before, limit);
        });
    }

    test::FixedClock clock;
    test::CountingRandom random;
    db::Change by{{"system", "", "test"}, clock.now()};
    User user;
    Alert alert;
};

STYK_ON_BOTH_DATABASES(AlertStore);

TEST_P(AlertStore, speaks_once_a_period_and_group) {
    EXPECT_TRUE(fire(firing("desk", "2026-W46")));
    EXPECT_FALSE(fire(firing("desk", "2026-W46")));
    EXPECT_TRUE(fire(firing("room", "2026-W46")));
    EXPECT_TRUE(fire(firing("desk", "2026-W47")));
    database().read([&](db::Reader& reader) {
        EXPECT_TRUE(has_fired(reader, alert.id, "desk", "2026-W47"));
        EXPECT_FALSE(has_fired(reader, alert.id, "room", "2026-W47"));
    });
    const auto all = found();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].period, "2026-W47");
    EXPECT_EQ(all[0].lo, 0.39);
    EXPECT_FALSE(all[0].hi);
    EXPECT_EQ(all[0].alert_id, alert.id);
    EXPECT_EQ(found(all[0].position, 1).at(0).group_key, "room");
}

TEST_P(AlertStore, remembers_how_far_it_has_looked) {
    const auto check = [&] {
        return database().read([&](db::Reader& reader) { return find_check(reader, alert.id); });
    };
    EXPECT_FALSE(check());
    for (const std::int64_t revision : {1, 2}) {
        database().write([&](db::Tx& tx) {
            put_check(tx, alert.id, {revision, "2026-W47", 7 * revision, clock.now()});
        });
        EXPECT_EQ(check()->revision, revision);
        EXPECT_EQ(check()->counted, 7 * revision);
    }
}

TEST_P(AlertStore, shows_what_is_fresh_until_it_is_put_aside) {
    const auto one = firing("desk", "2026-W46");
    EXPECT_TRUE(fire(one));
    const auto fresh = [&](Instant since) {
        return database()
            .read([&](db::Reader& reader) {
                return list_fresh_firings(reader, since, user.id.text());
            })
            .size();
    };
    EXPECT_EQ(fresh(clock.now()), 1U);
    EXPECT_EQ(fresh(clock.now() + 1s), 0U);
    database().write([&](db::Tx& tx) {
        EXPECT_FALSE(put_aside(tx, user.id.text(), user.id.text()));
        EXPECT_TRUE(put_aside(tx, one.id, user.id.text()));
        EXPECT_TRUE(put_aside(tx, one.id, user.id.text()));
    });
    EXPECT_EQ(fresh(clock.now()), 0U);
}

TEST_P(AlertStore, outlives_a_person_who_saw_the_whole_firm_and_ends_with_one_who_did_not) {
    User owner;
    owner.email = "olga@example.org";
    owner.name = "Olga";
    owner.role = people::Role::touchpoint_owner;
    Alert narrow;
    database().write([&](db::Tx& tx) {
        add(tx, owner);
        narrow = make_alert(tx, owner.id);
    });
    database().write([&](db::Tx& tx) {
        for (const User& leaves : {user, owner}) {
            release_alerts(tx, leaves.id.text());
            db::remove(tx, leaves, by);
        }
    });
    database().read([&](db::Reader& reader) {
        EXPECT_FALSE(db::load(reader, alert.id).user_id);
        EXPECT_FALSE(db::find(reader, narrow.id));
    });
}

TEST_P(AlertStore, what_it_found_goes_with_it) {
    EXPECT_TRUE(fire(firing("desk", "2026-W46")));
    database().write([&](db::Tx& tx) { db::remove(tx, alert, by); });
    EXPECT_TRUE(found().empty());
}

}  // namespace
}  // namespace styk::insight
