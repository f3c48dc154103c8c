#include "story/log_in.h"

#include <gtest/gtest.h>

#include "people/password.h"
#include "people/secret.h"
#include "people/session_store.h"
#include "people/user_store.h"
#include "support/databases.h"
#include "support/fixed.h"

namespace styk::story {
namespace {

using people::User;

constexpr std::string_view right = "marble stairs";

class LogIn : public test::BothDatabases {
protected:
    LogIn() {
        olga_.id.uuid = make_uuid_v7(clock_, random_);
        olga_.email = "olga@bursztyn.example";
        olga_.name = "Olga";
        olga_.password_hash = people::hash_password(right);
        database().write([&](db::Tx& tx) { db::add(tx, olga_, by()); });
    }

    db::Change by() { return {{"user", olga_.id.text(), "Olga"}, clock_.at}; }

    Entered log_in(const std::string& email, std::string_view password) {
        return story::log_in(entrance_, {email, std::string(password), "192.0.2.1"}, clock_.at);
    }

    std::string refusal_of(const std::string& email, std::string_view password) {
        try {
            (void)log_in(email, password);
            return "";
        } catch (const Refusal& refusal) {
            EXPECT_EQ(refusal.code(), Code::unauthenticated);
            return refusal.what();
        }
    }

    void store(User after) {
        database().write([&](db::Tx& tx) { db::change(tx, olga_, after, by()); });
    }

    bool is_open(const std::string& token) {
        return people::find_session_actor(database(), people::hash_secret(token), clock_.at)
            .has_value();
    }

    test::FixedClock clock_;
    test::CountingRandom random_;
    people::LoginGuard guard_;
    Entrance entrance_{{database(), clock_, random_}, guard_};
    User olga_;
};

STYK_ON_BOTH_DATABASES(LogIn);

TEST_P(LogIn, opens_a_session_that_the_token_names) {
    const Entered entered = log_in(" Olga@bursztyn.example", right);
    EXPECT_EQ(entered.user.id, olga_.id);
    EXPECT_TRUE(is_open(entered.token));
    EXPECT_NE(entered.token, log_in("olga@bursztyn.example", right).token);
}

TEST_P(LogIn, refuses_in_the_same_words_whatever_is_wrong) {
    const auto wrong = refusal_of("olga@bursztyn.example", "something else");
    EXPECT_EQ(wrong, "The e-mail address or the password is wrong.");
    EXPECT_EQ(refusal_of("nobody@bursztyn.example", right), wrong);
    User off = olga_;
    off.active = false;
    store(off);
    EXPECT_EQ(refusal_of("olga@bursztyn.example", right), wrong);
}

TEST_P(LogIn, lets_nobody_in_who_has_not_chosen_a_password) {
    User invited = olga_;
    invited.password_hash.reset();
    store(invited);
    EXPECT_NE(refusal_of("olga@bursztyn.example", ""), "");
    EXPECT_NE(refusal_of("olga@bursztyn.example", right), "");
}

TEST_P(LogIn, asks_to_wait_after_ten_wrong_tries_even_with_the_right_password) {
    for (int i = 0; i < 10; ++i) {
        EXPECT_NE(refusal_of("olga@bursztyn.example", "something else"), "");
    }
    try {
        (void)log_in("olga@bursztyn.example", right);
        FAIL() << "was let in";
    } catch (const Refusal& refusal) {
        EXPECT_EQ(refusal.code(), Code::too_many);
        EXPECT_EQ(refusal.retry_after_s, 90);
    }
}

TEST_P(LogIn, a_new_password_replaces_the_old_one_and_ends_the_other_sessions) {
    const Entered desk = log_in("olga@bursztyn.example", right);
    const Entered phone = log_in("olga@bursztyn.example", right);
    change_password(
        entrance_,
        olga_.id,
        {std::string(right), "granite stairs", "192.0.2.1", people::hash_secret(desk.token)},
        by()
    );
    EXPECT_TRUE(is_open(desk.token));
    EXPECT_FALSE(is_open(phone.token));
    EXPECT_NE(refusal_of("olga@bursztyn.example", right), "");
    EXPECT_EQ(refusal_of("olga@bursztyn.example", "granite stairs"), "");
}

TEST_P(LogIn, a_new_password_needs_the_old_one_and_the_rules) {
    const Entered desk = log_in("olga@bursztyn.example", right);
    try {
        change_password(entrance_, olga_.id, {"guess", "short", "192.0.2.1", ""}, by());
        FAIL() << "was changed";
    } catch (const Refusal& refusal) {
        ASSERT_EQ(refusal.problems().size(), 2U);
        EXPECT_EQ(refusal.problems()[0].pointer, "/current");
        EXPECT_EQ(refusal.problems()[1].pointer, "/password");
    }
    EXPECT_TRUE(is_open(desk.token));
    EXPECT_EQ(refusal_of("olga@bursztyn.example", right), "");
}

}  // namespace
}  // namespace styk::story
