#include "stats/contacts.h"

#include <cmath>
#include <gtest/gtest.h>

#include "base/result.h"
#include "stats/interval.h"
#include "stats/random.h"

namespace styk::stats {

namespace {

constexpr std::int64_t second = 1'000'000, day = 86'400 * second;
using enum QueueStep;

// "answered 0 +30 (event 1)" of each contact.
std::string told(const std::vector<QueueEvent>& events) {
    std::string out;
    for (const Contact& one : contacts_of(events)) {
        out += one.end == ContactEnd::answered    ? "answered "
               : one.end == ContactEnd::abandoned ? "abandoned "
                                                  : "open ";
        out += std::to_string(one.arrived_us / second) + " ";
        out += (one.waited_s ? "+" + std::to_string(std::lround(*one.waited_s)) : "?") + " (event ";
        out += std::to_string(one.event) + "); ";
    }
    return out;
}

TEST(Contacts, are_starts_with_the_answer_that_follows) {
    EXPECT_EQ(told({{0, started, 0}, {0, answered, 30 * second}}), "answered 0 +30 (event 1); ");
    EXPECT_EQ(told({{0, answered, 30 * second}, {0, started, 0}}), "answered 0 +30 (event 0); ");
    EXPECT_EQ(told({{0, started, 0}, {0, abandoned, 9 * second}}), "abandoned 0 +9 (event 1); ");
}

TEST(Contacts, know_their_wait_from_the_sender_first) {
    EXPECT_EQ(
        told({{0, started, 0}, {0, answered, 30 * second, 12}}), "answered 0 +12 (event 1); "
    );
    EXPECT_EQ(told({{0, answered, 30 * second, 12}}), "answered 18 +12 (event 0); ");
    EXPECT_EQ(told({{0, answered, 30 * second}}), "answered 30 ? (event 0); ");
}

TEST(Contacts, of_one_case_follow_each_other) {
    EXPECT_EQ(
        told(
            {{7, started, 0},
             {7, abandoned, 5 * second},
             {7, started, 100 * second},
             {7, answered, 110 * second}}
        ),
        "abandoned 0 +5 (event 1); answered 100 +10 (event 3); "
    );
    EXPECT_EQ(
        told({{7, started, 0}, {7, started, 50 * second}, {8, answered, 60 * second}}),
        "open 0 ? (event 0); open 50 ? (event 1); answered 60 ? (event 2); "
    );
    EXPECT_EQ(told({}), "");
}

WaitCounts counts_of(const std::vector<Contact>& contacts, double target_s = 20) {
    WaitCounts out;
    for (std::size_t i = 0; i < contacts.size(); ++i) {
        add(out, contacts[i], i, target_s);
    }
    return out;
}

TEST(WaitFigures, count_who_gave_up_as_not_served) {
    std::vector<Contact> contacts(60, {0, 0, ContactEnd::answered, 20.0});
    contacts.insert(contacts.end(), 20, {0, 0, ContactEnd::answered, 20.5});
    contacts.insert(contacts.end(), 20, {0, 0, ContactEnd::abandoned, 3.0});
    contacts.insert(contacts.end(), 7, {0, 0, ContactEnd::open, {}});
    const auto counts = counts_of(contacts);
    EXPECT_EQ(counts.open, 7U);
    const auto figures = wait_figures(counts);
    EXPECT_EQ(figures.abandonment.n, 100U);
    EXPECT_DOUBLE_EQ(figures.abandonment.value.value(), 0.2);
    EXPECT_DOUBLE_EQ(figures.in_time.value.value(), 0.6);
    const auto wilson_s = wilson(20, 100);
    EXPECT_DOUBLE_EQ(figures.abandonment.lo.value(), wilson_s->lo);
    EXPECT_DOUBLE_EQ(figures.abandonment.hi.value(), wilson_s->hi);
    EXPECT_DOUBLE_EQ(figures.median.value.value(), 20);
    EXPECT_DOUBLE_EQ(figures.p90.value.value(), 20.5);
}

TEST(WaitFigures, leave_out_unknown_waits_where_a_wait_is_needed) {
    std::vector<Contact> contacts(30, {0, 0, ContactEnd::answered, 10.0});
    contacts.insert(contacts.end(), 10, {0, 0, ContactEnd::answered, {}});
    const auto figures = wait_figures(counts_of(contacts));
    EXPECT_EQ(figures.abandonment.n, 40U);
    EXPECT_EQ(figures.in_time.n, 30U);
}

TEST(WaitFigures, are_nothing_without_contacts_and_hidden_below_the_threshold) {
    const auto none = wait_figures({});
    EXPECT_EQ(none.abandonment.reason, reason::no_answers);
    EXPECT_EQ(none.tier, Tier::none);
    EXPECT_FALSE(none.median.value);
    const std::vector<Contact> four(4, {0, 0, ContactEnd::answered, 10.0});
    TierLimits limits;
    limits.anonymous_below = 5;
    const auto hidden = wait_figures(counts_of(four), limits);
    EXPECT_EQ(hidden.abandonment.tier, Tier::hidden);
    EXPECT_EQ(hidden.tier, Tier::hidden);
    EXPECT_FALSE(hidden.median.value);
}

// Whole days in which everybody gave up and days in which nobody did: 200 contacts say as much as
// twenty days.
TEST(WaitFigures, are_less_sure_when_a_rush_decides) {
    WaitCounts rushes, even;
    for (std::uint64_t i = 0; i < 200; ++i) {
        const std::uint64_t of_day = i / 10;
        const auto end = of_day % 4 == 0 ? ContactEnd::abandoned : ContactEnd::answered;
        add(rushes, {0, 0, end, 10.0}, of_day, 20);
        add(even, {0, 0, i % 4 == 0 ? ContactEnd::abandoned : ContactEnd::answered, 10.0}, i, 20);
    }
    const auto rushed = wait_figures(rushes).abandonment, calm = wait_figures(even).abandonment;
    EXPECT_DOUBLE_EQ(rushed.value.value(), calm.value.value());
    EXPECT_NEAR(rushed.n_eff, 20, 2);
    EXPECT_NEAR(calm.n_eff, 200, 2);
    EXPECT_GT(*rushed.hi - *rushed.lo, 2.5 * (*calm.hi - *calm.lo));
}

TEST(ShareEstimate, needs_ten_clusters_to_believe_them) {
    ClusterSums nine;
    for (std::uint64_t i = 0; i < 90; ++i) {
        add(nine, i / 10, i / 10 % 2 == 0 ? 1 : 0);
    }
    EXPECT_FALSE(effective_n(nine));
    EXPECT_THROW(static_cast<void>(share_estimate(3, 2)), Fault);
}

TEST(QuantileEstimate, has_the_ranks_of_the_binomial) {
    std::vector<double> values(100);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = static_cast<double>(i) + 1;
    }
    // Hahn & Meeker 1991, median of 100: the 40th and the 61st value.
    const auto median = quantile_estimate(values, 0.5);
    EXPECT_DOUBLE_EQ(median.value.value(), 50.5);
    EXPECT_DOUBLE_EQ(median.lo.value(), 40);
    EXPECT_DOUBLE_EQ(median.hi.value(), 61);
    values.resize(35);
    EXPECT_FALSE(quantile_estimate(values, 0.9).hi);  // 0.9^35 > .025
    EXPECT_TRUE(quantile_estimate(values, 0.9).lo);
    values.push_back(36);
    EXPECT_DOUBLE_EQ(quantile_estimate(values, 0.9).hi.value(), 36);
    EXPECT_FALSE(quantile_estimate({}, 0.5).value);
    EXPECT_FALSE(quantile_estimate({1, NAN}, 0.5).value);
    EXPECT_FALSE(quantile_estimate({1, 2}, 1).value);
}

TEST(QuantileEstimate, widens_with_fewer_effective_values) {
    std::vector<double> values(400);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = static_cast<double>(i);
    }
    const auto plain = quantile_estimate(values, 0.5),
               clumped = quantile_estimate(values, 0.5, 0.95, 100);
    EXPECT_NEAR((*clumped.hi - *clumped.lo) / (*plain.hi - *plain.lo), 2, 0.1);
}

// Waits are anything but normal: lognormal ones, with the true quantile known.
TEST(QuantileEstimate, covers_the_true_quantile_as_often_as_it_says) {
    Generator random(7);
    const double true_p90 = std::exp(3 + 0.8 * 1.2815515655446004);
    int median = 0, p90 = 0;
    constexpr int trials = 2000;
    for (int trial = 0; trial < trials; ++trial) {
        std::vector<double> waits(60);
        for (double& wait : waits) {
            wait = std::exp(3 + 0.8 * random.normal());
        }
        const auto middle = quantile_estimate(waits, 0.5), high = quantile_estimate(waits, 0.9);
        median += *middle.lo <= std::exp(3) && std::exp(3) <= *middle.hi ? 1 : 0;
        p90 += *high.lo <= true_p90 && true_p90 <= *high.hi ? 1 : 0;
    }
    EXPECT_GT(median, 0.94 * trials);
    EXPECT_GT(p90, 0.94 * trials);
}

TEST(Fates, judge_only_contacts_whose_window_is_over) {
    const std::vector<Approach> all{
        {.customer = 1, .topic = 1, .at_us = 0},
        {.customer = 1, .topic = 1, .at_us = 6 * day},
        {.customer = 1, .topic = 2, .at_us = 6 * day},
        {.customer = 2, .topic = 1, .at_us = 7 * day},
        {.customer = 2, .topic = 1, .at_us = 19 * day},
        {.customer = 3, .topic = 1, .at_us = 0, .counts = false},
        {.customer = 4, .topic = 1, .at_us = 0},
        {.customer = 4, .topic = 1, .at_us = 7 * day, .counts = false},
    };
    const std::vector<Fate> expected{
        Fate::repeated,
        Fate::resolved,
        Fate::resolved,
        Fate::resolved,  // twelve days later is another matter
        Fate::open,
        Fate::not_judged,
        Fate::repeated,  // on the last day, and by a contact that is not judged itself
        Fate::not_judged,
    };
    EXPECT_EQ(fates(all, 7 * day, 20 * day), expected);
    EXPECT_TRUE(fates({}, day, 0).empty());
}

TEST(Fates, set_early_failures_apart_with_early_successes) {
    const std::vector<Approach> all{
        {.customer = 1, .at_us = 0}, {.customer = 1, .at_us = day}, {.customer = 2, .at_us = 0}
    };
    EXPECT_EQ(fates(all, 7 * day, 2 * day), std::vector<Fate>(3, Fate::open));
}

}  // namespace

}  // namespace styk::stats
