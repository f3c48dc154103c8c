#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "base/result.h"
#include "stats/funnel.h"
#include "stats/journey_effort.h"
#include "stats/journey_log.h"
#include "stats/markov_chain.h"
#include "stats/random.h"
#include "stats/transitions.h"
#include "stats/variants.h"

namespace styk::stats {
namespace {

constexpr std::uint32_t web = 0, call = 1, shop = 2;

// Journeys 1: web call shop, 2: web web, 3: call shop call (given out of order).
JourneyLog three_journeys() {
    return JourneyLog(
        {{3, call, 20},
         {1, web, 0},
         {1, call, 10},
         {1, shop, 40},
         {2, web, 5},
         {2, web, 6},
         {3, call, 0},
         {3, shop, 7}},
        3
    );
}

JourneyLog simulated(std::uint32_t activities, std::uint32_t journeys, std::uint64_t seed) {
    Generator generator(seed);
    std::vector<JourneyEvent> events;
    for (std::uint32_t journey = 0; journey < journeys; ++journey) {
        double at = 0;
        do {
            events.push_back({journey, static_cast<std::uint32_t>(generator.below(activities)), at}
            );
            at += generator.uniform();
        } while (generator.uniform() < 0.7);
    }
    return JourneyLog(std::move(events), activities);
}

TEST(JourneyLog, puts_each_journey_in_order) {
    const auto log = three_journeys();
    ASSERT_EQ(log.size(), 3U);
    EXPECT_EQ(log.events(), 8U);
    EXPECT_EQ(log.journey(2)[1].activity, shop);
    EXPECT_EQ(log.journey(2)[2].at_s, 20);
    EXPECT_EQ(log.last_time_s(), 40);
    EXPECT_EQ(JourneyLog({}, 3).size(), 0U);
    EXPECT_THROW(JourneyLog({{0, 3, 0}}, 3), Fault);
    EXPECT_THROW(JourneyLog({{0, 0, NAN}}, 3), Fault);
}

TEST(Transitions, counts_steps_starts_and_ends) {
    Transitions of(3);
    of.add(three_journeys());
    EXPECT_EQ(of.journeys(), 3U);
    EXPECT_EQ(of.starts(web), 2U);
    EXPECT_EQ(of.count(web, call), 1U);
    EXPECT_EQ(of.count(web, of.end()), 1U);
    EXPECT_EQ(of.count(shop, call), 1U);
    EXPECT_EQ(of.self_loops(), 1U);
    EXPECT_DOUBLE_EQ(step(of, call, shop)->share, 2.0 / 3);
    EXPECT_FALSE(step(Transitions(3), call, shop));
}

TEST(Transitions, parts_merge_to_the_whole) {
    const auto log = simulated(5, 400, 1);
    Transitions whole(5), a(5), b(5);
    Triples triples, some, others;
    whole.add(log);
    triples.add(log);
    for (std::size_t i = 0; i < log.size(); ++i) {
        std::vector<std::uint32_t> path;
        for (const auto& event : log.journey(i)) {
            path.push_back(event.activity);
        }
        (i % 3 == 0 ? a : b).add(path);
        (i % 3 == 0 ? some : others).add(path);
    }
    Transitions ab, ba = b;
    ab.merge(a);
    ab.merge(b);
    ba.merge(a);
    ba.merge({});
    EXPECT_EQ(ab, whole);
    EXPECT_EQ(ba, whole);
    some.merge(others);
    EXPECT_EQ(some.counts(), triples.counts());
    EXPECT_THROW(ab.merge(Transitions(4)), Fault);
    EXPECT_THROW(ab.add(std::vector<std::uint32_t>{9}), Fault);
}

TEST(Transitions, the_chain_comes_by_as_often_as_the_journeys_did) {
    for (const std::uint32_t activities : {4U, 400U}) {
        Transitions of(activities);
        of.add(simulated(activities, 2000, 2));
        const auto expected = expected_visits(of);
        for (std::uint32_t a = 0; a < activities; ++a) {
            EXPECT_NEAR(expected[a], static_cast<double>(of.visits(a)) / 2000, 1e-10);
        }
    }
    EXPECT_EQ(expected_visits(Transitions(3)).size(), 0);
}

TEST(Transitions, entropy_is_zero_on_a_fixed_way_and_one_bit_at_a_fork) {
    Transitions fixed(2), fork(3);
    fixed.add(std::vector<std::uint32_t>{0, 1}, 10);
    EXPECT_EQ(*step_entropy(fixed), 0);
    fork.add(std::vector<std::uint32_t>{0, 1}, 5);
    fork.add(std::vector<std::uint32_t>{0, 2}, 5);
    EXPECT_DOUBLE_EQ(*step_entropy(fork), 0.5);  // one bit at half of the visits
    EXPECT_FALSE(step_entropy(Transitions(2)));
}

TEST(OrderTest, of_a_table_by_hand) {
    // Around step 1: from 0 on to 3 in 20 of 30, from 2 on to 3 in 5 of 25.
    Triples triples;
    triples.add(std::vector<std::uint32_t>{0, 1, 3}, 20);
    triples.add(std::vector<std::uint32_t>{0, 1, 4}, 10);
    triples.add(std::vector<std::uint32_t>{2, 1, 3}, 5);
    triples.add(std::vector<std::uint32_t>{2, 1, 4}, 20);
    const auto test = order_test(triples);
    const double expected =
        2 * (20 * std::log(20 / (30 * 25 / 55.0)) + 10 * std::log(10 / (30 * 30 / 55.0)) +
             5 * std::log(5 / (25 * 25 / 55.0)) + 20 * std::log(20 / (25 * 30 / 55.0)));
    ASSERT_TRUE(test);
    EXPECT_EQ(test->df, 1U);  // the ends after 3 and 4 are certain
    EXPECT_NEAR(test->g2, expected, 1e-10);
    EXPECT_LT(test->p, 0.001);
    EXPECT_FALSE(order_test({}));
}

TEST(OrderTest, does_not_reject_a_chain_of_order_one_too_often) {
    int rejected = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        Triples triples;
        triples.add(simulated(3, 300, 100 + seed));
        rejected += order_test(triples)->p < 0.05 ? 1 : 0;
    }
    EXPECT_LT(rejected, 25);  // 5 % of 200 and four standard errors
}

TEST(Variants, are_counted_and_ordered) {
    Variants variants;
    variants.add(three_journeys());
    variants.add(std::vector<std::uint32_t>{web, web});
    EXPECT_EQ(variants.journeys(), 4U);
    EXPECT_EQ(variants.different(), 3U);
    EXPECT_EQ(variants.top(1)[0], (Variant{{web, web}, 2}));
    EXPECT_EQ(variants.top(9).size(), 3U);
    EXPECT_DOUBLE_EQ(variants.share_of_top(1), 0.5);
    EXPECT_EQ(Variants().share_of_top(3), 0);
}

TEST(Variants, beyond_their_room_the_frequent_ones_stay) {
    Variants variants(10), half(10);
    for (std::uint32_t i = 0; i < 500; ++i) {
        (i % 2 == 0 ? variants : half).add(std::vector<std::uint32_t>{7, i});
        (i % 2 == 0 ? variants : half).add(std::vector<std::uint32_t>{1, 2, 3});
    }
    variants.merge(half);
    EXPECT_LE(variants.different(), 10U);
    EXPECT_EQ(variants.journeys(), 1000U);
    const Variant first = variants.top(1)[0];
    EXPECT_EQ(first.path, (std::vector<std::uint32_t>{1, 2, 3}));
    EXPECT_LE(first.count, 500U);
    EXPECT_GE(first.count + variants.lost(), 500U);
    EXPECT_THROW(Variants(0), Fault);
}

TEST(Effort, counts_repeats_loops_switches_and_time) {
    const auto found = efforts(three_journeys(), std::vector<std::uint32_t>{0, 1, 1});
    EXPECT_EQ(found[0].switches, 1);
    EXPECT_EQ(found[0].repeats, 0);
    EXPECT_EQ(found[1].self_loops, 1);
    EXPECT_EQ(found[1].repeats, 1);
    EXPECT_EQ(found[2].repeats, 1);
    EXPECT_EQ(found[2].self_loops, 0);
    EXPECT_EQ(found[2].duration_s, 20);
    EXPECT_DOUBLE_EQ(*contacts_per_resolved(three_journeys(), shop), 4);
    EXPECT_FALSE(contacts_per_resolved(JourneyLog({}, 3), shop));
    EXPECT_THROW((void)efforts(three_journeys(), std::vector<std::uint32_t>{0}), Fault);
}

TEST(Effort, the_index_is_a_half_on_average_and_rises_with_effort) {
    const auto journeys = efforts(simulated(5, 200, 3));
    const auto index = effort_index(journeys, {1, 1, 1, 0, 2});
    ASSERT_TRUE(index);
    double sum = 0;
    for (const double each : *index) {
        EXPECT_GE(each, 0);
        EXPECT_LE(each, 1);
        sum += each;
    }
    EXPECT_NEAR(sum / 200, 0.5, 1e-12);
    EXPECT_FALSE(effort_index(journeys, {0, 0, 0, 0, 0}));
    EXPECT_FALSE(effort_index(journeys, {-1, 1, 1, 1, 1}));
    EXPECT_FALSE(effort_index(journeys, {NAN, 1, 1, 1, 1}));
    EXPECT_TRUE(effort_index({})->empty());
}

TEST(Effort, gaps_between_neighbours_and_open_ends) {
    const auto found = gaps(three_journeys());
    EXPECT_EQ(found.at({call, shop}), (std::vector<double>{30, 7}));
    const auto table = time_to_next(three_journeys(), call, 100);
    EXPECT_EQ(table.n(), 3U);
    EXPECT_EQ(table.events(), 2U);
    EXPECT_EQ(table.rows().at(80).censored, 1U);
}

TEST(Funnel, each_step_comes_after_the_one_before) {
    const auto log = three_journeys();
    const auto found = funnel(log, std::vector<std::uint32_t>{call, shop, call}, {{}, 60.0});
    EXPECT_EQ(found.reached, (std::vector<std::uint64_t>{2, 2, 1}));
    EXPECT_DOUBLE_EQ(*found.steps[1].share, 0.5);
    EXPECT_DOUBLE_EQ(*found.overall, 0.5);
    EXPECT_DOUBLE_EQ(*found.steps[0].median_s, 18.5);
    EXPECT_DOUBLE_EQ(*found.steps[1].survival_median_s, 16.5);
}

TEST(Funnel, steps_after_the_window_do_not_count) {
    const auto log = three_journeys();
    const std::vector<std::uint32_t> steps{call, shop};
    EXPECT_EQ(funnel(log, steps, {10.0, {}}).reached, (std::vector<std::uint64_t>{2, 1}));
    EXPECT_EQ(funnel(log, steps, {5.0, {}}).reached, (std::vector<std::uint64_t>{2, 0}));
    EXPECT_FALSE(funnel(log, steps, {5.0, {}}).steps[0].median_s);
}

TEST(Funnel, never_widens_and_the_same_step_twice_needs_two_events) {
    const auto log = simulated(4, 500, 4);
    const auto found = funnel(log, std::vector<std::uint32_t>{0, 1, 0, 0, 2});
    for (std::size_t k = 1; k < found.reached.size(); ++k) {
        EXPECT_LE(found.reached[k], found.reached[k - 1]);
    }
    EXPECT_GT(found.reached[3], 0U);
}

TEST(Funnel, nothing_is_said_of_steps_nobody_reached) {
    const auto found = funnel(three_journeys(), std::vector<std::uint32_t>{9, web});
    EXPECT_EQ(found.reached, (std::vector<std::uint64_t>{0, 0}));
    EXPECT_FALSE(found.steps[0].share);
    EXPECT_FALSE(found.overall);
    EXPECT_TRUE(funnel(three_journeys(), {}).reached.empty());
    EXPECT_EQ(funnel(JourneyLog({}, 3), std::vector<std::uint32_t>{web}).reached[0], 0U);
}

TEST(MarkovChain, of_two_states_by_hand) {
    const auto chain = markov_chain(std::vector<std::uint32_t>{0, 0, 1, 0, 0, 0, 1, 1, 0}, 2);
    EXPECT_EQ(chain.counts(0, 0), 3);
    EXPECT_DOUBLE_EQ(chain.probabilities(0, 1), 0.4);
    EXPECT_DOUBLE_EQ(chain.probabilities(1, 0), 2.0 / 3);
    EXPECT_NEAR(chain.errors(0, 1), std::sqrt(0.4 / 5), 1e-15);
    const auto share = steady_state(chain);
    ASSERT_TRUE(share);
    EXPECT_NEAR((*share)[0], (2.0 / 3) / (2.0 / 3 + 0.4), 1e-12);
    EXPECT_NEAR(
        chain.log_likelihood,
        3 * std::log(.6) + 2 * std::log(.4) + 2 * std::log(2.0 / 3) + std::log(1.0 / 3),
        1e-12
    );
    EXPECT_LT(transition_interval(chain, 0, 1)->lo, 0.4);
}

TEST(MarkovChain, has_no_long_run_when_states_fall_apart) {
    Eigen::MatrixXd apart(2, 2), trap(2, 2);
    apart << 5, 0, 0, 5;
    trap << 3, 2, 0, 4;
    EXPECT_FALSE(steady_state(markov_chain_of(apart)));
    EXPECT_NEAR((*steady_state(markov_chain_of(trap)))[1], 1, 1e-12);
    EXPECT_FALSE(steady_state(markov_chain(std::vector<std::uint32_t>{0, 1}, 2)));
    EXPECT_FALSE(transition_interval(markov_chain({}, 2), 0, 1));
    EXPECT_THROW((void)markov_chain(std::vector<std::uint32_t>{2}, 2), Fault);
}

}  // namespace
}  // namespace styk::stats
