#include "people/session_store.h"

#include <gtest/gtest.h>

#include "people/people_test_kit.h"
#include "people/seen_store.h"

namespace styk::people {
namespace {

using namespace std::chrono_literals;
using test_kit::add_user;
using test_kit::by_the_system;
using test_kit::now;

class SessionStore : public test::BothDatabases {
protected:
    User log_in(const std::string& name, const std::string& hash) {
        const User user = add_user(database(), name, Role::analyst);
        database().write([&](db::Tx& tx) { add_session(tx, hash, user.id, now); });
        return user;
    }

    bool is_open(const std::string& hash, Instant at) {
        return find_session_actor(database(), hash, at).has_value();
    }
};

STYK_ON_BOTH_DATABASES(SessionStore);

TEST_P(SessionStore, knows_who_is_logged_in) {
    const User olga = log_in("olga", "h1");
    const auto found = find_session_actor(database(), "h1", now);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->actor.kind, Actor::Kind::user);
    EXPECT_EQ(found->actor.user, olga.id);
    EXPECT_EQ(found->actor.name, "olga");
    EXPECT_EQ(found->actor.role, Role::analyst);
    EXPECT_EQ(found->seen_at, now);
    EXPECT_FALSE(is_open("h2", now));
}

TEST_P(SessionStore, ends_after_fourteen_days_unused) {
    log_in("olga", "h1");
    EXPECT_TRUE(is_open("h1", now + 14 * 24h - 1us));
    EXPECT_FALSE(is_open("h1", now + 14 * 24h));
}

TEST_P(SessionStore, lasts_while_it_is_used_but_ninety_days_at_most) {
    const User olga = log_in("olga", "h1");
    for (int day = 10; day < 90; day += 10) {
        ASSERT_TRUE(is_open("h1", now + day * 24h));
        write_seen(database(), {{false, "h1", olga.id.text(), now + day * 24h}});
    }
    EXPECT_TRUE(is_open("h1", now + 90 * 24h - 1us));
    EXPECT_FALSE(is_open("h1", now + 90 * 24h));
}

TEST_P(SessionStore, is_closed_to_who_is_not_active) {
    const User olga = log_in("olga", "h1");
    User off = olga;
    off.active = false;
    database().write([&](db::Tx& tx) { db::change(tx, olga, off, by_the_system()); });
    EXPECT_FALSE(is_open("h1", now));
}

TEST_P(SessionStore, ends_one_or_all_of_a_person_and_nobody_elses) {
    const User olga = log_in("olga", "h1");
    log_in("jan", "h2");
    database().write([&](db::Tx& tx) {
        add_session(tx, "h3", olga.id, now);
        add_session(tx, "h4", olga.id, now);
        end_session(tx, "h1");
    });
    EXPECT_FALSE(is_open("h1", now));
    EXPECT_TRUE(is_open("h3", now));
    database().write([&](db::Tx& tx) { end_sessions(tx, olga.id, "h4"); });
    EXPECT_FALSE(is_open("h3", now));
    EXPECT_TRUE(is_open("h4", now));
    database().write([&](db::Tx& tx) { end_sessions(tx, olga.id); });
    EXPECT_FALSE(is_open("h4", now));
    EXPECT_TRUE(is_open("h2", now));
}

TEST_P(SessionStore, says_where_and_how_it_began) {
    const User olga = add_user(database(), "olga", Role::analyst);
    database().write([&](db::Tx& tx) {
        auto origin = origin_of("192.0.2.7", "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0");
        origin.way = Way::recovery_code;
        add_session(tx, "h1", olga.id, now, origin);
    });
    const auto all =
        database().read([&](db::Reader& reader) { return list_sessions(reader, olga.id, now); });
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all.front().origin.address, "192.0.2.7");
    EXPECT_EQ(all.front().origin.browser, "Firefox");
    EXPECT_EQ(all.front().origin.device, "Windows");
    EXPECT_EQ(all.front().origin.way, Way::recovery_code);
    EXPECT_EQ(all.front().id().find("h1"), std::string::npos);
}

TEST_P(SessionStore, ends_by_its_name_for_its_own_user_only) {
    const User olga = log_in("olga", "h1"), jan = log_in("jan", "h2");
    const auto id = Session{"h1", now, now, now}.id();
    database().write([&](db::Tx& tx) { EXPECT_FALSE(end_session_named(tx, jan.id, id, now)); });
    EXPECT_TRUE(is_open("h1", now));
    database().write([&](db::Tx& tx) { EXPECT_TRUE(end_session_named(tx, olga.id, id, now)); });
    EXPECT_FALSE(is_open("h1", now));
    EXPECT_TRUE(is_open("h2", now));
}

TEST_P(SessionStore, ends_from_over_there_by_its_name_or_by_its_user) {
    const User olga = log_in("olga", "by_password"), jan = add_user(database(), "jan");
    const Origin first{.way = Way::single_sign_on, .sign_on_session = "s1"};
    const Origin second{.way = Way::single_sign_on, .sign_on_session = "s2"};
    database().write([&](db::Tx& tx) {
        add_session(tx, "h1", olga.id, now, first);
        add_session(tx, "h2", olga.id, now, second);
        add_session(tx, "h3", jan.id, now, second);
        EXPECT_EQ(end_sign_on_session(tx, "s1"), 1);
        EXPECT_EQ(end_sign_on_session(tx, "s1"), 0);
    });
    EXPECT_FALSE(is_open("h1", now));
    EXPECT_TRUE(is_open("h2", now));
    database().write([&](db::Tx& tx) { EXPECT_EQ(end_sign_on_sessions(tx, olga.id), 1); });
    EXPECT_FALSE(is_open("h2", now));
    EXPECT_TRUE(is_open("h3", now));
    EXPECT_TRUE(is_open("by_password", now));
}

TEST_P(SessionStore, goes_with_its_user) {
    const User olga = log_in("olga", "h1");
    database().write([&](db::Tx& tx) { db::remove(tx, olga, by_the_system()); });
    EXPECT_FALSE(is_open("h1", now));
}

TEST_P(SessionStore, forgets_what_is_over) {
    const User olga = log_in("olga", "h1");
    forget_ended_sessions(database(), now + 13 * 24h);
    EXPECT_TRUE(is_open("h1", now + 13 * 24h));
    forget_ended_sessions(database(), now + 14 * 24h);
    EXPECT_FALSE(is_open("h1", now));
    EXPECT_TRUE(database().read([&](db::Reader& reader) {
        return list_sessions(reader, olga.id, now).empty();
    }));
}

}  // namespace
}  // namespace styk::people
