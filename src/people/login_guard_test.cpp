#include "people/login_guard.h"

#include <gtest/gtest.h>
#include <string>

#include "base/result.h"

namespace styk::people {
namespace {

using namespace std::chrono_literals;

constexpr Instant start{1'795'000'000'000'000};

// Seconds to wait; 0: the try was let in.
int try_in(LoginGuard& guard, const std::string& email, const std::string& address, Instant at) {
    try {
        EXPECT_FALSE(guard.judge(email, address, at, [] { return false; }));
        return 0;
    } catch (const Refusal& refusal) {
        EXPECT_EQ(refusal.code(), Code::too_many);
        return refusal.retry_after_s;
    }
}

int tries_let_in(
    LoginGuard& guard, const std::string& email, const std::string& address, int most
) {
    int let_in = 0;
    while (let_in < most && try_in(guard, email, address, start) == 0) {
        ++let_in;
    }
    return let_in;
}

TEST(the_login_guard, lets_ten_tries_a_quarter_of_an_hour_in_and_says_how_long_to_wait) {
    LoginGuard guard;
    EXPECT_EQ(tries_let_in(guard, "a@x", "192.0.2.1", 100), 10);
    EXPECT_EQ(try_in(guard, "a@x", "192.0.2.1", start), 90);
    EXPECT_EQ(try_in(guard, "a@x", "192.0.2.1", start + 30s), 60);
    EXPECT_EQ(try_in(guard, "a@x", "192.0.2.1", start + 90s), 0);
    EXPECT_NE(try_in(guard, "a@x", "192.0.2.1", start + 91s), 0);
    EXPECT_EQ(try_in(guard, "a@x", "192.0.2.1", start + 3600s), 0);
}

TEST(the_login_guard, lets_nobody_wait_for_a_clock_that_was_set_back) {
    LoginGuard guard;
    for (int i = 0; i < 12; ++i) {
        (void)try_in(guard, "a@x", "192.0.2.1", start + 24h);
    }
    EXPECT_EQ(tries_let_in(guard, "a@x", "192.0.2.1", 100), 10);
    EXPECT_EQ(try_in(guard, "a@x", "192.0.2.1", start), 90);
}

TEST(the_login_guard, does_not_lock_a_person_out_because_of_a_stranger) {
    LoginGuard guard;
    tries_let_in(guard, "a@x", "198.51.100.9", 100);
    EXPECT_EQ(try_in(guard, "a@x", "192.0.2.1", start), 0);
}

TEST(the_login_guard, lets_fifty_tries_of_one_address_in_whoever_is_tried) {
    LoginGuard guard;
    int let_in = 0;
    for (int i = 0; i < 100; ++i) {
        let_in += try_in(guard, std::to_string(i) + "@x", "192.0.2.1", start) == 0 ? 1 : 0;
    }
    EXPECT_EQ(let_in, 50);
}

TEST(the_login_guard, takes_one_ipv6_network_for_one_address) {
    LoginGuard guard;
    int let_in = 0;
    for (int i = 0; i < 100; ++i) {
        const auto address = "2001:db8:1:2::" + std::to_string(i);
        let_in += try_in(guard, std::to_string(i) + "@x", address, start) == 0 ? 1 : 0;
    }
    EXPECT_EQ(let_in, 50);
    EXPECT_EQ(try_in(guard, "a@x", "2001:db8:1:3::1", start), 0);
    EXPECT_EQ(network_of("::ffff:192.0.2.1"), network_of("192.0.2.1"));
}

TEST(the_login_guard, slows_a_crowd_of_addresses_down_but_not_the_desk_known_before) {
    LoginGuard guard;
    ASSERT_TRUE(guard.judge("a@x", "192.0.2.1", start, [] { return true; }));
    int let_in = 0;
    for (int i = 0; i < 200; ++i) {
        let_in += try_in(guard, "a@x", "203.0.113." + std::to_string(i), start) == 0 ? 1 : 0;
    }
    EXPECT_EQ(let_in, 30);
    EXPECT_EQ(try_in(guard, "a@x", "203.0.113.250", start), 30);
    EXPECT_EQ(try_in(guard, "a@x", "192.0.2.1", start), 0);
}

TEST(the_login_guard, gives_a_right_try_back) {
    LoginGuard guard;
    for (int i = 0; i < 300; ++i) {
        ASSERT_TRUE(guard.judge("a@x", "192.0.2.1", start, [] { return true; })) << i;
    }
}

TEST(the_login_guard, counts_nothing_of_what_broke_before_it_was_told) {
    LoginGuard guard;
    const auto breaks = []() -> bool { throw Fault("the database went away"); };
    const auto is_busy = []() -> bool { throw Refusal(Code::busy, "no hand is free"); };
    for (int i = 0; i < 100; ++i) {
        EXPECT_THROW((void)guard.judge("a@x", "192.0.2.1", start, breaks), Fault) << i;
        EXPECT_THROW((void)guard.judge("a@x", "192.0.2.1", start, is_busy), Refusal) << i;
    }
    EXPECT_EQ(tries_let_in(guard, "a@x", "192.0.2.1", 100), 10);
}

TEST(the_login_guard, counts_what_was_refused_after_a_look) {
    LoginGuard guard;
    const auto refuses = []() -> bool { throw Refusal(Code::unauthenticated, "too late"); };
    for (int i = 0; i < 10; ++i) {
        EXPECT_THROW((void)guard.judge("a@x", "192.0.2.1", start, refuses), Refusal);
    }
    EXPECT_EQ(try_in(guard, "a@x", "192.0.2.1", start), 90);
}

TEST(the_login_guard, remembers_only_so_many) {
    LoginGuard guard(100);
    for (int i = 0; i < 20'000; ++i) {
        (void)try_in(
            guard,
            std::string(1000, 'a') + std::to_string(i),
            "10.0." + std::to_string(i / 250) + "." + std::to_string(i % 250),
            start + std::chrono::milliseconds(i)
        );
        ASSERT_LE(guard.size(), 400U);
    }
}

TEST(the_login_guard, forgets_the_idle_before_the_busy) {
    LoginGuard guard(100);
    for (int i = 0; i < 1000; ++i) {
        (void)try_in(guard, "victim@x", "192.0.2.1", start + std::chrono::milliseconds(i));
        (void)try_in(
            guard,
            std::to_string(i) + "@x",
            "10.1." + std::to_string(i / 250) + "." + std::to_string(i % 250),
            start + std::chrono::milliseconds(i)
        );
    }
    EXPECT_GT(try_in(guard, "victim@x", "192.0.2.1", start + 1s), 0);
}

}  // namespace
}  // namespace styk::people
