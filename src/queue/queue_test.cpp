#include "queue/queue.h"

#include <gtest/gtest.h>
#include <set>
#include <thread>

#include "db/database.h"
#include "support/databases.h"

namespace styk::queue {
namespace {

class QueueTest : public test::BothDatabases {
protected:
    void put_one(std::string_view kind, std::int64_t due_us, std::optional<std::string> key = {}) {
        database().write([&](db::Tx& tx) { put(tx, {kind, "{}", {due_us}, key}, {0}); });
    }

    std::vector<Work> take(std::int64_t now_us, const std::string& worker, int limit = 10) {
        std::vector<Work> taken;
        database().write([&](db::Tx& tx) {
            taken = lease(tx, {now_us}, {now_us + 100}, worker, limit);
        });
        return taken;
    }
};

STYK_ON_BOTH_DATABASES(QueueTest);

TEST_P(QueueTest, work_is_leased_once_when_it_is_due) {
    put_one("now", 10);
    put_one("later", 1000);
    EXPECT_TRUE(take(5, "a").empty());
    const auto taken = take(10, "a");
    ASSERT_EQ(taken.size(), 1U);
    EXPECT_EQ(taken[0].kind, "now");
    EXPECT_EQ(taken[0].attempts, 1);
    EXPECT_TRUE(take(20, "b").empty());
}

TEST_P(QueueTest, a_dead_workers_lease_is_taken_over_and_its_late_word_does_not_count) {
    put_one("one", 0);
    const auto first = take(0, "dead");
    const auto second = take(101, "alive");
    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(second[0].attempts, 2);
    database().write([&](db::Tx& tx) {
        EXPECT_FALSE(renew(tx, first[0], {500}));
        finish(tx, first[0]);
        EXPECT_TRUE(renew(tx, second[0], {500}));
    });
    EXPECT_EQ(take(501, "third").size(), 1U);
}

TEST_P(QueueTest, a_lease_of_a_clock_that_was_ahead_keeps_nobody_from_the_work) {
    constexpr std::int64_t hour = 3'600'000'000;
    put_one("one", 0);
    ASSERT_EQ(take(hour, "dead").size(), 1U);  // its clock was an hour ahead, and it is gone
    const auto taken = take(10, "alive");
    ASSERT_EQ(taken.size(), 1U);
    EXPECT_TRUE(take(20, "third").empty());
    database().write([&](db::Tx& tx) { finish(tx, taken[0]); });
    EXPECT_TRUE(take(2 * hour, "third").empty());
}

TEST_P(QueueTest, work_that_failed_comes_back_later_and_finished_work_does_not) {
    put_one("one", 0);
    const auto taken = take(0, "a");
    database().write([&](db::Tx& tx) { put_off(tx, taken[0], {0}, "no"); });
    EXPECT_TRUE(take(9'999'999, "a").empty());
    const auto again = take(10'000'000, "a");
    ASSERT_EQ(again.size(), 1U);
    database().write([&](db::Tx& tx) { finish(tx, again[0]); });
    EXPECT_TRUE(take(99'000'000'000, "a").empty());
}

TEST_P(QueueTest, a_unique_key_is_put_once_while_it_waits) {
    put_one("one", 0, "key");
    put_one("one", 0, "key");
    const auto taken = take(0, "a");
    EXPECT_EQ(taken.size(), 1U);
    database().write([&](db::Tx& tx) { finish(tx, taken[0]); });
    put_one("one", 0, "key");
    EXPECT_EQ(take(0, "a").size(), 1U);
}

TEST_P(QueueTest, work_that_is_asked_for_again_while_it_is_held_stays) {
    put_one("one", 0, "key");
    const auto before = take(10, "a");
    database().write([](db::Tx& tx) { hasten(tx, "one", {20}); });
    EXPECT_TRUE(take(30, "b").empty());  // still held
    database().write([&](db::Tx& tx) { finish(tx, before[0]); });
    const auto again = take(30, "b");
    ASSERT_EQ(again.size(), 1U);
    database().write([](db::Tx& tx) { hasten(tx, "one", {40}); });
    database().write([&](db::Tx& tx) { put_off(tx, again[0], {50}, "away"); });
    EXPECT_EQ(take(50, "b").size(), 1U);
}

TEST_P(QueueTest, many_workers_never_hold_the_same_work) {
    for (int i = 0; i < 60; ++i) {
        put_one("one", 0);
    }
    std::mutex mutex;
    std::multiset<std::int64_t> held;
    std::vector<std::jthread> workers;
    for (int w = 0; w < 6; ++w) {
        workers.emplace_back([&, w] {
            for (int round = 0; round < 20; ++round) {
                for (const Work& one : take(0, "w" + std::to_string(w), 3)) {
                    const std::lock_guard lock(mutex);
                    held.insert(one.position);
                }
            }
        });
    }
    workers.clear();
    EXPECT_EQ(held.size(), 60U);
    EXPECT_EQ(std::set<std::int64_t>(held.begin(), held.end()).size(), 60U);
}

TEST(back_off, doubles_up_to_an_hour) {
    EXPECT_EQ(back_off(1).count(), 10);
    EXPECT_EQ(back_off(3).count(), 40);
    EXPECT_EQ(back_off(50).count(), 3600);
}

}  // namespace
}  // namespace styk::queue
