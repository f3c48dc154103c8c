#include "people/authenticate.h"

#include <gtest/gtest.h>

#include "people/api_token.h"
#include "people/people_test_kit.h"
#include "people/secret.h"
#include "people/session_store.h"

namespace styk::people {
namespace {

using namespace std::chrono_literals;
using test_kit::add_user;
using test_kit::by_the_system;
using test_kit::now;

class Authentication : public test::BothDatabases {
protected:
    User log_in(const std::string& secret) {
        const User user = add_user(database(), "olga", Role::analyst);
        database().write([&](db::Tx& tx) { add_session(tx, hash_secret(secret), user.id, now); });
        return user;
    }

    ApiToken add_token(const std::string& secret, std::optional<Instant> expires_at = {}) {
        test::CountingRandom random;
        ApiToken token;
        token.id.uuid = make_uuid_v4(random);
        token.name = "Booking system";
        token.role = Role::cx_manager;
        token.token_hash = hash_secret(secret);
        token.expires_at = expires_at;
        database().write([&](db::Tx& tx) { db::add(tx, token, by_the_system()); });
        return token;
    }

    test::FixedClock clock_{now.us};
};

STYK_ON_BOTH_DATABASES(Authentication);

TEST_P(Authentication, tells_users_tokens_and_nobody_apart) {
    log_in("cookie");
    const ApiToken token = add_token("styk_one");
    Authenticator authenticator(database(), clock_);
    EXPECT_EQ(authenticator.of("", "cookie").kind, Actor::Kind::user);
    const Actor program = authenticator.of("bEaReR styk_one", "");
    EXPECT_EQ(program.kind, Actor::Kind::token);
    EXPECT_EQ(program.id, token.id.text());
    EXPECT_EQ(program.role, Role::cx_manager);
    EXPECT_EQ(authenticator.of("", "").kind, Actor::Kind::nobody);
    EXPECT_EQ(authenticator.of("", "guess").kind, Actor::Kind::nobody);
    EXPECT_EQ(authenticator.of("Basic styk_one", "").kind, Actor::Kind::nobody);
}

TEST_P(Authentication, one_kind_of_secret_is_not_taken_for_the_other) {
    log_in("cookie");
    add_token("styk_one");
    Authenticator authenticator(database(), clock_);
    EXPECT_EQ(authenticator.of_session("cookie").kind, Actor::Kind::user);
    EXPECT_EQ(authenticator.of_bearer("cookie").kind, Actor::Kind::nobody);
    EXPECT_EQ(authenticator.of_bearer("styk_one").kind, Actor::Kind::token);
    EXPECT_EQ(authenticator.of_session("styk_one").kind, Actor::Kind::nobody);
}

TEST_P(Authentication, a_wrong_header_does_not_fall_back_to_the_cookie) {
    log_in("cookie");
    Authenticator authenticator(database(), clock_);
    EXPECT_EQ(authenticator.of("Bearer guess", "cookie").kind, Actor::Kind::nobody);
}

TEST_P(Authentication, what_is_remembered_ends_with_the_clock_it_was_seen_by) {
    const User olga = log_in("cookie");
    Authenticator authenticator(database(), clock_);
    EXPECT_EQ(authenticator.of_session("cookie").kind, Actor::Kind::user);
    clock_.at = now - 24h;
    EXPECT_EQ(authenticator.of_session("cookie").kind, Actor::Kind::user);
    clock_.at = now - 48h;
    database().write([&](db::Tx& tx) { end_session(tx, hash_secret("cookie")); });
    EXPECT_EQ(authenticator.of_session("cookie").kind, Actor::Kind::nobody);
}

TEST_P(Authentication, a_token_ends_when_it_says) {
    add_token("styk_one", now + 1h);
    Authenticator authenticator(database(), clock_);
    EXPECT_EQ(authenticator.of_bearer("styk_one").kind, Actor::Kind::token);
    clock_.at = now + 1h;
    EXPECT_EQ(authenticator.of_bearer("styk_one").kind, Actor::Kind::nobody);
}

TEST_P(Authentication, remembers_for_five_seconds_and_forgets_when_told) {
    const User olga = log_in("cookie");
    Authenticator authenticator(database(), clock_);
    const auto kind = [&] { return authenticator.of_session("cookie").kind; };
    ASSERT_EQ(kind(), Actor::Kind::user);
    database().write([&](db::Tx& tx) { end_sessions(tx, olga.id); });
    EXPECT_EQ(kind(), Actor::Kind::user);  // ended elsewhere: known here a little longer
    clock_.at = now + 5s;
    EXPECT_EQ(kind(), Actor::Kind::nobody);
    database().write([&](db::Tx& tx) { add_session(tx, hash_secret("cookie"), olga.id, now); });
    ASSERT_EQ(kind(), Actor::Kind::user);
    database().write([&](db::Tx& tx) { end_sessions(tx, olga.id); });
    authenticator.forget();
    EXPECT_EQ(kind(), Actor::Kind::nobody);
}

TEST_P(Authentication, writes_when_a_person_was_seen_at_most_once_a_minute) {
    const User olga = log_in("cookie");
    Authenticator authenticator(database(), clock_);
    const auto seen = [&](Instant at) {
        clock_.at = at;
        (void)authenticator.of_session("cookie");
        authenticator.write_seen();
        return database().read([&](db::Reader& reader) {
            return list_sessions(reader, olga.id, at).at(0).last_seen_at;
        });
    };
    EXPECT_EQ(seen(now + 59s), now);
    EXPECT_EQ(seen(now + 70s), now + 70s);
    EXPECT_EQ(seen(now + 90s), now + 70s);
    const User stored =
        database().read([&](db::Reader& reader) { return db::load(reader, olga.id); });
    EXPECT_EQ(stored.last_seen_at, now + 70s);
    EXPECT_EQ(stored.revision, olga.revision);
}

TEST_P(Authentication, writes_when_a_token_was_used_even_if_it_ends_first) {
    const ApiToken token = add_token("styk_one");
    {
        Authenticator authenticator(database(), clock_);
        (void)authenticator.of_bearer("styk_one");
    }
    const auto stored =
        database().read([&](db::Reader& reader) { return db::load(reader, token.id); });
    EXPECT_EQ(stored.last_used_at, now);
}

}  // namespace
}  // namespace styk::people
