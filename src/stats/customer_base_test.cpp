#include "stats/customer_base.h"

#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <vector>

#include "base/result.h"
#include "stats/cohort.h"
#include "stats/random.h"
#include "stats/rfm.h"

namespace styk::stats {
namespace {

Day day(const char* text) {
    return *parse_iso_day(text);
}

const std::vector<Purchase> three_customers{
    {0, day("2026-01-05"), 10},
    {0, day("2026-01-05"), 5},
    {0, day("2026-03-02"), 20},
    {1, day("2026-01-31"), 7},
    {2, day("2026-02-10"), 1},
    {2, day("2026-02-28"), 2},
    {2, day("2026-03-31"), 3}
};

TEST(CustomerBase, purchases_of_one_day_are_one_order) {
    const auto found = summarize(three_customers, 4);
    EXPECT_EQ(found[0], (CustomerSummary{2, day("2026-01-05"), day("2026-03-02"), 35, 15}));
    EXPECT_EQ(found[3].order_days, 0U);
    const auto history = purchase_history(found[0], day("2026-03-09"));
    ASSERT_TRUE(history);
    EXPECT_EQ(history->x, 1);
    EXPECT_DOUBLE_EQ(history->t_x, 8);
    EXPECT_DOUBLE_EQ(history->age, 9);
    EXPECT_DOUBLE_EQ(history->mean_repeat_value, 20);
    EXPECT_FALSE(purchase_history(found[3], day("2026-03-09")));
    EXPECT_FALSE(purchase_history(found[0], day("2026-02-09")));
}

TEST(CustomerBase, what_comes_after_the_day_is_left_out) {
    const auto found = summarize(three_customers, 4, day("2026-02-28"));
    EXPECT_EQ(found[0].order_days, 1U);
    EXPECT_EQ(found[2].value, 3);
}

TEST(CustomerBase, halves_cut_between_days_merge_to_the_whole) {
    const auto whole = summarize(three_customers, 4);
    std::vector<Purchase> early, late;
    for (const Purchase& purchase : three_customers) {
        (purchase.day < day("2026-02-15") ? early : late).push_back(purchase);
    }
    const auto a = summarize(early, 4), b = summarize(late, 4);
    for (std::size_t i = 0; i < whole.size(); ++i) {
        EXPECT_EQ(merge(a[i], b[i]), whole[i]);
        EXPECT_EQ(merge(b[i], a[i]), whole[i]);
        EXPECT_EQ(merge(whole[i], {}), whole[i]);
    }
}

TEST(CustomerBase, order_value_and_revenue_a_customer) {
    const auto found = order_value(summarize(three_customers, 4));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->customers, 3U);
    EXPECT_EQ(found->orders, 6U);
    EXPECT_DOUBLE_EQ(found->average_order_value.value, 8);
    EXPECT_DOUBLE_EQ(found->revenue_per_customer.value, 16);
    // Residuals 35-16, 7-8, 6-24 over 6 orders.
    EXPECT_NEAR(*found->average_order_value.se, std::sqrt(1.5 * (361 + 1 + 324)) / 6, 1e-12);
    EXPECT_FALSE(order_value({}));
}

TEST(CustomerBase, refuses_unknown_customers_and_values_that_are_none) {
    EXPECT_THROW((void)summarize(std::vector<Purchase>{{3, 0, 1}}, 3), Fault);
    EXPECT_THROW((void)summarize(std::vector<Purchase>{{0, 0, NAN}}, 1), Fault);
}

TEST(Rfm, equal_customers_have_the_highest_rank_of_theirs) {
    EXPECT_EQ(
        rank_scores(std::vector<double>{1, 1, 1, 2, 3, 4, 5, 6, 7, 8}, 5),
        (std::vector<int>{2, 2, 2, 2, 3, 3, 4, 4, 5, 5})
    );
    EXPECT_EQ(rank_scores(std::vector<double>{5, 5}, 5), (std::vector<int>{5, 5}));
    EXPECT_TRUE(rank_scores({}, 5).empty());
    EXPECT_THROW((void)rank_scores(std::vector<double>{NAN}, 5), Fault);
}

TEST(Rfm, fewer_than_twenty_five_customers_are_cut_in_thirds) {
    auto customers = summarize(three_customers, 4);
    EXPECT_THROW((void)rfm(customers), Fault);  // one of them never bought
    customers.pop_back();
    const auto found = rfm(customers);
    EXPECT_EQ(found.groups, 3);
    EXPECT_EQ(found.scores[0], (RfmScore{2, 2, 3}));
    EXPECT_EQ(found.scores[1], (RfmScore{1, 1, 2}));
    EXPECT_EQ(found.scores[2], (RfmScore{3, 3, 1}));
    EXPECT_EQ(count_scores(found, &RfmScore::recency), (std::vector<std::uint64_t>{1, 1, 1}));
}

TEST(Cohort, counts_customers_who_came_back_not_their_orders) {
    const auto table = cohort_table(three_customers, Period::month);
    ASSERT_EQ(table.cohorts.size(), 2U);
    const Cohort& january = table.cohorts[0];
    EXPECT_EQ(january.first_day, day("2026-01-01"));
    EXPECT_EQ(january.size, 2U);
    ASSERT_EQ(january.cells.size(), 3U);
    EXPECT_EQ(january.cells[0].active, 2U);
    EXPECT_EQ(january.cells[1].active, 0U);
    EXPECT_EQ(january.cells[2].active, 1U);
    EXPECT_DOUBLE_EQ(*january.cells[2].share, 0.5);
    EXPECT_DOUBLE_EQ(january.cells[0].revenue, 22);
    EXPECT_TRUE(january.small);
    EXPECT_EQ(table.cohorts[1].cells.size(), 2U);
    EXPECT_EQ(table.periods, 3U);
}

TEST(Cohort, the_last_cell_is_finished_only_when_its_period_is_over) {
    EXPECT_TRUE(cohort_table(three_customers, Period::month).cohorts[0].cells.back().finished);
    const auto earlier = cohort_table(three_customers, Period::month, day("2026-03-30"));
    EXPECT_FALSE(earlier.cohorts[0].cells.back().finished);
    EXPECT_TRUE(earlier.cohorts[0].cells.front().finished);
    EXPECT_TRUE(cohort_table({}, Period::month).cohorts.empty());
}

TEST(Cohort, every_active_customer_of_every_period_is_in_one_cell) {
    Generator generator(3);
    std::vector<Purchase> purchases;
    std::set<std::uint32_t> everybody;
    for (int i = 0; i < 2000; ++i) {
        const auto customer = static_cast<std::uint32_t>(generator.below(300));
        purchases.push_back({customer, static_cast<Day>(generator.below(900)) - 450, 1.5});
        everybody.insert(customer);
    }
    for (const Period period :
         {Period::day, Period::week, Period::month, Period::quarter, Period::year}) {
        std::map<Day, std::set<std::uint32_t>> active;
        for (const Purchase& purchase : purchases) {
            active[first_day_of(period, purchase.day)].insert(purchase.customer);
        }
        std::size_t expected = 0, found = 0, customers = 0;
        double revenue = 0;
        for (const auto& [first, who] : active) {
            expected += who.size();
        }
        for (const Cohort& cohort : cohort_table(purchases, period).cohorts) {
            customers += cohort.size;
            EXPECT_EQ(cohort.cells[0].active, cohort.size);
            for (const CohortCell& cell : cohort.cells) {
                found += cell.active;
                revenue += cell.revenue;
                EXPECT_LE(cell.active, cohort.size);
            }
        }
        EXPECT_EQ(found, expected);
        EXPECT_EQ(customers, everybody.size());
        EXPECT_DOUBLE_EQ(revenue, 3000);
    }
}

}  // namespace
}  // namespace styk::stats
