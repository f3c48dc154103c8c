#include "people/user_store.h"

#include <atomic>
#include <gtest/gtest.h>
#include <thread>

#include "people/api_token.h"
#include "people/department.h"
#include "people/people_test_kit.h"
#include "people/session_store.h"
#include "people/welcome_store.h"

namespace styk::people {
namespace {

using test_kit::add_user;
using test_kit::by_the_system;
using test_kit::make_user;
using test_kit::now;

class UserStore : public test::BothDatabases {
protected:
    void change(const User& before, User after) {
        database().write([&](db::Tx& tx) {
            keep_an_administrator(tx, before, &after);
            db::change(tx, before, after, by_the_system());
        });
    }

    void remove(const User& user) {
        database().write([&](db::Tx& tx) {
            keep_an_administrator(tx, user, nullptr);
            db::remove(tx, user, by_the_system());
        });
    }

    User load(const Id<User>& id) {
        return database().read([&](db::Reader& reader) { return db::load(reader, id); });
    }
};

STYK_ON_BOTH_DATABASES(UserStore);

TEST_P(UserStore, keeps_every_field_of_a_user) {
    User user = make_user("olga", Role::touchpoint_owner);
    user.language = "ru";
    user.theme = Theme::dark;
    user.density = Density::compact;
    user.active = false;
    user.last_seen_at = now;
    user.password_hash = "hash";
    database().write([&](db::Tx& tx) { db::add(tx, user, by_the_system()); });
    const User found = load(user.id);
    EXPECT_EQ(found.role, Role::touchpoint_owner);
    EXPECT_EQ(found.language, "ru");
    EXPECT_EQ(found.theme, Theme::dark);
    EXPECT_EQ(found.density, Density::compact);
    EXPECT_FALSE(found.active);
    EXPECT_EQ(found.last_seen_at, now);
    EXPECT_EQ(found.password_hash, "hash");
}

TEST_P(UserStore, finds_an_email_however_it_was_typed) {
    const User olga = add_user(database(), "olga");
    const auto found = database().read([](db::Reader& reader) {
        return find_user_by_email(reader, "  Olga@Bursztyn.Example ");
    });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, olga.id);
}

TEST_P(UserStore, the_same_email_twice_is_refused) {
    add_user(database(), "olga");
    EXPECT_THROW(add_user(database(), "olga"), Refusal);
}

TEST_P(UserStore, the_last_active_administrator_cannot_go_step_back_or_be_switched_off) {
    const User marta = add_user(database(), "marta", Role::administrator);
    User asleep = make_user("asleep", Role::administrator);
    asleep.active = false;
    database().write([&](db::Tx& tx) { db::add(tx, asleep, by_the_system()); });
    User demoted = marta;
    demoted.role = Role::analyst;
    User off = marta;
    off.active = false;
    EXPECT_THROW(change(marta, demoted), Refusal);
    EXPECT_THROW(change(marta, off), Refusal);
    EXPECT_THROW(remove(marta), Refusal);
    User renamed = marta;
    renamed.name = "Marta K.";
    EXPECT_NO_THROW(change(marta, renamed));
}

TEST_P(UserStore, one_of_two_administrators_may_go) {
    const User marta = add_user(database(), "marta", Role::administrator);
    add_user(database(), "jan", Role::administrator);
    EXPECT_NO_THROW(remove(marta));
}

TEST_P(UserStore, administrators_who_leave_at_once_leave_one_behind) {
    std::vector<User> all;
    for (int i = 0; i < 8; ++i) {
        all.push_back(add_user(database(), "a" + std::to_string(i), Role::administrator));
    }
    std::atomic<int> refused = 0;
    std::vector<std::jthread> crowd;
    for (const User& one : all) {
        crowd.emplace_back([&, one] {
            try {
                remove(one);
            } catch (const Refusal&) {
                ++refused;
            }
        });
    }
    crowd.clear();
    EXPECT_GE(refused, 1);
    EXPECT_TRUE(database().read([](db::Reader& reader) {
        return reader.find_integer("SELECT 1 FROM person WHERE role = 'administrator'").has_value();
    }));
}

TEST_P(UserStore, an_administrator_counts_once_they_have_a_password) {
    const auto has = [&] {
        return database().read([](db::Reader& reader) { return has_administrator(reader); });
    };
    const User marta = add_user(database(), "marta", Role::administrator);
    EXPECT_FALSE(has());
    database().write([&](db::Tx& tx) { set_password(tx, marta, "hash", by_the_system()); });
    EXPECT_TRUE(has());
}

TEST_P(UserStore, a_new_password_ends_sessions_and_links_but_the_one_kept) {
    const User olga = add_user(database(), "olga");
    database().write([&](db::Tx& tx) {
        add_session(tx, "desk", olga.id, now);
        add_session(tx, "phone", olga.id, now);
        add_welcome(tx, "link", {Purpose::reset, olga.id}, now);
        set_password(tx, olga, "hash", by_the_system(), "desk");
    });
    database().read([&](db::Reader& reader) {
        const auto left = list_sessions(reader, olga.id, now);
        ASSERT_EQ(left.size(), 1U);
        EXPECT_EQ(left[0].token_hash, "desk");
        EXPECT_FALSE(reader.find_integer("SELECT 1 FROM welcome"));
    });
}

TEST_P(UserStore, a_change_that_was_read_before_a_new_password_is_stale) {
    const User read_before = add_user(database(), "olga");
    database().write([&](db::Tx& tx) { set_password(tx, read_before, "new", by_the_system()); });
    User renamed = read_before;
    renamed.name = "Olga I.";
    EXPECT_THROW(change(read_before, renamed), Refusal);
    EXPECT_EQ(load(read_before.id).password_hash, "new");
}

TEST_P(UserStore, the_trail_holds_no_password) {
    User olga = make_user("olga");
    olga.password_hash = "do-not-show";
    database().write([&](db::Tx& tx) {
        db::add(tx, olga, by_the_system());
        set_password(tx, olga, "nor-this", by_the_system());
    });
    database().read([](db::Reader& reader) {
        int rows = 0;
        reader.query("SELECT action, after FROM audit ORDER BY position", [&](const db::Row& row) {
            ++rows;
            EXPECT_EQ(row.text(0), rows == 1 ? "add" : "set_password");
            EXPECT_EQ(row.string(1).find("do-not-show"), std::string::npos);
            EXPECT_EQ(row.string(1).find("nor-this"), std::string::npos);
        });
        EXPECT_EQ(rows, 2);
    });
}

TEST_P(UserStore, a_department_knows_whether_people_are_in_it) {
    test::CountingRandom random;
    Department kitchen;
    kitchen.id.uuid = make_uuid_v4(random);
    kitchen.key = "kitchen";
    kitchen.name = "Kitchen";
    User cook = make_user("cook");
    database().write([&](db::Tx& tx) { db::add(tx, kitchen, by_the_system()); });
    const auto has = [&] {
        return database().read([&](db::Reader& reader) { return has_people(reader, kitchen.id); });
    };
    EXPECT_FALSE(has());
    cook.department_id = kitchen.id;
    database().write([&](db::Tx& tx) { db::add(tx, cook, by_the_system()); });
    EXPECT_TRUE(has());
}

}  // namespace
}  // namespace styk::people
