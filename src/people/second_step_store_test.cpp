#include "people/second_step_store.h"

#include <gtest/gtest.h>

#include "people/people_test_kit.h"

namespace styk::people {
namespace {

using namespace std::chrono_literals;
using test_kit::add_user;
using test_kit::now;

class SecondStepStore : public test::BothDatabases {
protected:
    User with_step(const std::string& name) {
        const User user = add_user(database(), name);
        write([&](db::Tx& tx) {
            begin_second_step(tx, user.id, {"sealed", "salt", {}, 0}, now);
            confirm_second_step(tx, user.id, now);
            set_recovery_codes(tx, user.id, "salt", {"a", "b"});
        });
        return user;
    }

    template <class Work>
    void write(const Work& work) {
        database().write([&](db::Tx& tx) { work(tx); });
    }

    bool code_works(const User& user, std::int64_t step) {
        bool works = false;
        write([&](db::Tx& tx) { works = use_code(tx, user.id, step); });
        return works;
    }

    bool recovery_works(const User& user, const std::string& hash) {
        bool works = false;
        write([&](db::Tx& tx) { works = use_recovery_code(tx, user.id, hash, now); });
        return works;
    }

    bool is_on(const User& user) {
        return database().read([&](db::Reader& reader) { return has_second_step(reader, user.id); }
        );
    }
};

STYK_ON_BOTH_DATABASES(SecondStepStore);

TEST_P(SecondStepStore, is_off_until_it_is_confirmed) {
    const User olga = add_user(database(), "olga");
    EXPECT_FALSE(is_on(olga));
    write([&](db::Tx& tx) { begin_second_step(tx, olga.id, {"sealed", "salt", {}, 0}, now); });
    EXPECT_FALSE(is_on(olga));
    write([&](db::Tx& tx) { confirm_second_step(tx, olga.id, now); });
    EXPECT_TRUE(is_on(olga));
    write([&](db::Tx& tx) { remove_second_step(tx, olga.id); });
    EXPECT_FALSE(is_on(olga));
}

TEST_P(SecondStepStore, takes_each_code_once_and_none_that_is_older) {
    const User olga = with_step("olga");
    EXPECT_TRUE(code_works(olga, 100));
    EXPECT_FALSE(code_works(olga, 100));
    EXPECT_FALSE(code_works(olga, 99));
    EXPECT_TRUE(code_works(olga, 101));
}

TEST_P(SecondStepStore, shuts_nobody_out_because_a_clock_was_ahead) {
    const User olga = with_step("olga");
    EXPECT_TRUE(code_works(olga, 10'000));
    EXPECT_FALSE(code_works(olga, 10'000 - 2'880));
    EXPECT_TRUE(code_works(olga, 10'000 - 2'881));
    EXPECT_FALSE(code_works(olga, 10'000 - 2'881));
}

TEST_P(SecondStepStore, takes_each_recovery_code_once_and_nobody_elses) {
    const User olga = with_step("olga"), jan = add_user(database(), "jan");
    EXPECT_FALSE(recovery_works(jan, "a"));
    EXPECT_TRUE(recovery_works(olga, "a"));
    EXPECT_FALSE(recovery_works(olga, "a"));
    EXPECT_FALSE(recovery_works(olga, ""));
    EXPECT_EQ(
        database().read([&](db::Reader& reader) { return count_recovery_codes(reader, olga.id); }),
        1
    );
}

TEST_P(SecondStepStore, takes_no_code_after_a_hundred_wrong_ones_until_a_recovery_code) {
    const User olga = with_step("olga");
    write([&](db::Tx& tx) {
        for (int i = 0; i < most_wrong_codes - 1; ++i) {
            note_wrong_code(tx, olga.id);
        }
    });
    EXPECT_TRUE(code_works(olga, 100));  // and it counts from nothing again
    write([&](db::Tx& tx) {
        for (int i = 0; i < most_wrong_codes; ++i) {
            note_wrong_code(tx, olga.id);
        }
    });
    EXPECT_FALSE(code_works(olga, 101));
    EXPECT_TRUE(recovery_works(olga, "a"));
    EXPECT_TRUE(code_works(olga, 101));
}

TEST_P(SecondStepStore, lets_a_half_log_in_try_five_times_and_ten_minutes) {
    const User olga = with_step("olga");
    write([&](db::Tx& tx) { add_half_log_in(tx, "h", {olga.id, false, Way::link}, now); });
    const auto find = [&](Instant at) {
        return database().read([&](db::Reader& reader) { return find_half_log_in(reader, "h", at); }
        );
    };
    ASSERT_TRUE(find(now));
    EXPECT_EQ(find(now)->user, olga.id);
    EXPECT_EQ(find(now)->way, Way::link);
    EXPECT_TRUE(find(now + 10min - 1us));
    EXPECT_FALSE(find(now + 10min));
    for (int i = 0; i < tries_of_half_log_in; ++i) {
        write([&](db::Tx& tx) { EXPECT_TRUE(take_try(tx, "h", now)) << i; });
    }
    write([&](db::Tx& tx) { EXPECT_FALSE(take_try(tx, "h", now)); });
    EXPECT_FALSE(find(now));
}

TEST_P(SecondStepStore, shows_out_only_who_lacks_a_second_step_and_used_a_password) {
    const User with = with_step("with"), without = add_user(database(), "without"),
               me = add_user(database(), "me");
    const User other = add_user(database(), "other", Role::analyst);
    write([&](db::Tx& tx) {
        add_session(tx, "with", with.id, now);
        add_session(tx, "without", without.id, now);
        add_session(tx, "signed_on", without.id, now, {.way = Way::single_sign_on});
        add_session(tx, "me", me.id, now);
        add_session(tx, "other", other.id, now);
        end_sessions_without_second_step(tx, "employee", "me");
    });
    const auto open = [&](const char* hash) {
        return find_session_actor(database(), hash, now).has_value();
    };
    EXPECT_TRUE(open("with"));
    EXPECT_FALSE(open("without"));
    EXPECT_TRUE(open("signed_on"));
    EXPECT_TRUE(open("me"));
    EXPECT_TRUE(open("other"));
}

}  // namespace
}  // namespace styk::people
