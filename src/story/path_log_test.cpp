#include "story/path_log.h"

#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <random>
#include <set>
#include <tuple>

#include "base/result.h"

namespace styk::story {
namespace {

struct Happened {
    int customer = 0;
    std::int64_t at = 0, arrival = 0;
};

std::string id_of(int customer) {
    return fmt::format("00000000-0000-4000-8000-{:012}", customer);
}

std::vector<LoggedEvent> logged(const std::vector<Happened>& all) {
    PathLog log;
    for (const Happened& one : all) {
        const auto id = id_of(one.customer);
        log.add({id, "call", "", "phone", {one.at}, one.arrival});
    }
    log.sort();
    return log.events();
}

TEST(a_path_log, holds_each_customers_events_together_in_the_order_of_time_then_of_arrival) {
    std::vector<Happened> all;
    for (int i = 0; i < 2'000; ++i) {
        all.push_back({i % 37, (i * 7) % 50, i});
    }
    std::mt19937 random(3);
    std::shuffle(all.begin(), all.end(), random);
    const auto events = logged(all);
    ASSERT_EQ(events.size(), all.size());
    std::set<std::uint32_t> over;
    for (std::size_t i = 1; i < events.size(); ++i) {
        const auto& before = events[i - 1];
        const auto& now = events[i];
        if (before.customer == now.customer) {
            EXPECT_LT(std::tie(before.at_us, before.arrival), std::tie(now.at_us, now.arrival));
        } else {
            EXPECT_TRUE(over.insert(before.customer).second) << "a customer stands in two places";
        }
    }
    EXPECT_EQ(over.size(), 36U);
}

TEST(a_path_log, is_the_same_whether_customers_came_one_after_the_other_or_mixed) {
    const std::vector<Happened> mixed{{1, 5, 0}, {2, 1, 1}, {1, 2, 2}, {2, 1, 3}, {1, 5, 4}};
    const std::vector<Happened> apart{{1, 2, 2}, {1, 5, 0}, {1, 5, 4}, {2, 1, 1}, {2, 1, 3}};
    const auto a = logged(mixed), b = logged(apart);
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_EQ(a[i].customer, b[i].customer);
        EXPECT_EQ(a[i].at_us, b[i].at_us);
        EXPECT_EQ(a[i].arrival, b[i].arrival);
    }
    EXPECT_TRUE(logged({}).empty());
}

TEST(a_path_log, refuses_a_customer_without_an_id) {
    PathLog log;
    EXPECT_THROW(log.add({"", "call", "", "phone", {1}, 1}), Fault);
}

}  // namespace
}  // namespace styk::story
