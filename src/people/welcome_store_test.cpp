#include "people/welcome_store.h"

#include <atomic>
#include <gtest/gtest.h>
#include <thread>

#include "people/people_test_kit.h"
#include "people/secret.h"

namespace styk::people {
namespace {

using namespace std::chrono_literals;
using test_kit::add_user;
using test_kit::now;

class WelcomeStore : public test::BothDatabases {
protected:
    void add(const std::string& token, const Welcome& welcome) {
        database().write([&](db::Tx& tx) { add_welcome(tx, hash_secret(token), welcome, now); });
    }

    std::optional<Welcome> find(const std::string& token, Instant at = now) {
        return database().read([&](db::Reader& reader) { return find_welcome(reader, token, at); });
    }
};

STYK_ON_BOTH_DATABASES(WelcomeStore);

TEST_P(WelcomeStore, an_invitation_lasts_seven_days_and_a_reset_one) {
    const User olga = add_user(database(), "olga");
    const User jan = add_user(database(), "jan");
    add("invited", {Purpose::invitation, olga.id});
    add("reset", {Purpose::reset, jan.id});
    EXPECT_EQ(find("invited", now + 7 * 24h - 1us)->user_id, olga.id);
    EXPECT_FALSE(find("invited", now + 7 * 24h));
    EXPECT_EQ(find("reset", now + 24h - 1us)->purpose, Purpose::reset);
    EXPECT_FALSE(find("reset", now + 24h));
    EXPECT_FALSE(find("guessed"));
}

TEST_P(WelcomeStore, only_the_newest_link_of_a_person_works) {
    const User olga = add_user(database(), "olga");
    const User jan = add_user(database(), "jan");
    add("jans", {Purpose::invitation, jan.id});
    add("first", {Purpose::invitation, olga.id});
    add("second", {Purpose::reset, olga.id});
    EXPECT_FALSE(find("first"));
    EXPECT_TRUE(find("second"));
    EXPECT_TRUE(find("jans"));
}

TEST_P(WelcomeStore, only_the_newest_link_to_the_first_administrator_works) {
    add("first", {Purpose::first_administrator, {}});
    add("second", {Purpose::first_administrator, {}});
    EXPECT_FALSE(find("first"));
    EXPECT_EQ(find("second")->purpose, Purpose::first_administrator);
    EXPECT_FALSE(find("second")->user_id);
}

TEST_P(WelcomeStore, fifty_at_once_take_a_link_once) {
    add("link", {Purpose::first_administrator, {}});
    std::atomic<int> taken = 0;
    std::vector<std::jthread> crowd;
    for (int i = 0; i < 50; ++i) {
        crowd.emplace_back([&] {
            bool mine = false;
            database().write([&](db::Tx& tx) { mine = take_welcome(tx, "link", now).has_value(); });
            taken += mine ? 1 : 0;
        });
    }
    crowd.clear();
    EXPECT_EQ(taken, 1);
}

TEST_P(WelcomeStore, a_link_taken_in_a_story_that_fails_still_works) {
    add("link", {Purpose::first_administrator, {}});
    EXPECT_THROW(
        database().write([&](db::Tx& tx) {
            EXPECT_TRUE(take_welcome(tx, "link", now));
            throw Refusal(Code::invalid, "no");
        }),
        Refusal
    );
    EXPECT_TRUE(find("link"));
}

TEST_P(WelcomeStore, the_link_itself_is_not_stored) {
    add("link", {Purpose::first_administrator, {}});
    database().read([](db::Reader& reader) {
        EXPECT_EQ(reader.find_text("SELECT token_hash FROM welcome"), hash_secret("link"));
        EXPECT_NE(hash_secret("link"), "link");
    });
}

}  // namespace
}  // namespace styk::people
