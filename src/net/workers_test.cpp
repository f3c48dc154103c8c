#include "net/workers.h"

#include <atomic>
#include <gtest/gtest.h>
#include <latch>

namespace styk::net {
namespace {

TEST(Workers, runs_every_job_once) {
    constexpr int jobs = 20'000;
    std::atomic<int> ran{0};
    {
        Workers workers(4, jobs);
        for (int i = 0; i < jobs; ++i) {
            ASSERT_TRUE(workers.offer([&] { ++ran; }));
        }
        workers.stop();
    }
    EXPECT_EQ(ran, jobs);
}

TEST(Workers, all_threads_work_when_all_are_needed) {
    constexpr int threads = 16;
    Workers workers(threads, threads);
    std::latch all_here(threads + 1);  // nobody passes before every thread has come
    for (int i = 0; i < threads; ++i) {
        ASSERT_TRUE(workers.offer([&] { all_here.arrive_and_wait(); }));
    }
    all_here.arrive_and_wait();
    workers.stop();
    EXPECT_EQ(workers.count_queued(), 0U);
}

TEST(Workers, refuses_what_does_not_fit_but_not_what_was_begun) {
    Workers workers(1, 2);
    std::latch busy(1);
    std::latch release(1);
    ASSERT_TRUE(workers.offer([&] {
        busy.count_down();
        release.wait();
    }));
    busy.wait();
    std::atomic<int> ran{0};
    EXPECT_TRUE(workers.offer([&] { ++ran; }));
    EXPECT_TRUE(workers.offer([&] { ++ran; }));
    EXPECT_FALSE(workers.offer([&] { ++ran; }));
    EXPECT_TRUE(workers.insist([&] { ++ran; }));
    EXPECT_EQ(workers.count_queued(), 3U);
    release.count_down();
    workers.stop();
    EXPECT_EQ(ran, 3);
    EXPECT_FALSE(workers.offer([] {}));
    EXPECT_FALSE(workers.insist([] {}));
}

}  // namespace
}  // namespace styk::net
