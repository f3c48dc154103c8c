#include "stats/path_counts.h"

#include <gtest/gtest.h>

#include "base/result.h"
#include "stats/interval.h"
#include "stats/journey_effort.h"
#include "stats/journey_log.h"
#include "stats/random.h"

namespace styk::stats {
namespace {

constexpr std::uint32_t web = 0, call = 1, shop = 2, goal = 3;

using Way = std::vector<std::uint32_t>;

std::vector<PathStep> steps_of(const Way& way, double pause_s = 10) {
    std::vector<PathStep> steps;
    for (std::size_t i = 0; i < way.size(); ++i) {
        steps.push_back({way[i], way[i] == call ? 1U : 0U, pause_s * static_cast<double>(i)});
    }
    return steps;
}

TEST(LogHistogram, finds_quantiles_to_one_per_cent_of_themselves) {
    Generator random(7);
    std::vector<double> values;
    LogHistogram counts;
    for (int i = 0; i < 20'001; ++i) {
        values.push_back(std::exp(10 * random.uniform()));
        counts.add(values.back());
    }
    for (const double p : {0.01, 0.5, 0.9, 0.999}) {
        const double exact = *quantile(values, p);
        EXPECT_NEAR(*counts.quantile(p).value, exact, 0.011 * exact) << p;
    }
    const auto exact = quantile_estimate(values, 0.5);
    EXPECT_NEAR(*counts.quantile(0.5).lo, *exact.lo, 0.011 * *exact.lo);
    EXPECT_NEAR(*counts.quantile(0.5).hi, *exact.hi, 0.011 * *exact.hi);
}

TEST(LogHistogram, merges_to_the_same_as_one) {
    LogHistogram all, one, other;
    for (int i = 0; i < 100; ++i) {
        all.add(i);
        (i % 3 == 0 ? one : other).add(i);
    }
    one.merge(other);
    EXPECT_EQ(one, all);
    EXPECT_EQ(all.n(), 100U);
    EXPECT_EQ(all.of_rank(1), 0);
    EXPECT_FALSE(all.of_rank(101));
    EXPECT_FALSE(LogHistogram().quantile(0.5).value);
    EXPECT_THROW(all.add(-1), Fault);
    EXPECT_THROW(all.add(NAN), Fault);
}

TEST(PathCounts, count_what_happened_at_each_place) {
    PathCounts counts(4);
    counts.add_session(steps_of({web, call, web, web}), false);  // turned back, and again at once
    counts.add_session(steps_of({web, shop, goal}), true);
    counts.end_customer();
    counts.add_session(steps_of({call}), false);
    counts.end_customer();
    counts.end_customer();  // one without a visit is none
    EXPECT_EQ(counts.sessions().n, 3U);
    EXPECT_EQ(counts.sessions().customers, 2U);
    EXPECT_EQ(counts.sessions().nn, 5);
    EXPECT_EQ(counts.conversions().k, 1U);
    EXPECT_EQ(counts.events(), 8U);
    EXPECT_EQ(counts.lost_customers(), 1U);
    const auto& at_web = counts.nodes()[web];
    EXPECT_EQ(at_web.visits.n, 4U);
    EXPECT_EQ(at_web.sessions.n, 2U);
    EXPECT_EQ(at_web.entry.k, 2U);
    EXPECT_EQ(at_web.exit.k, 1U);
    EXPECT_EQ(at_web.repeats.k, 1U);
    EXPECT_EQ(at_web.loops_back.k, 1U);
    EXPECT_EQ(counts.to_next(web).n(), 3U);
    EXPECT_EQ(counts.nodes()[goal].exit.k, 1U);
    EXPECT_EQ(counts.nodes()[goal].drop_off.k, 0U);
    EXPECT_EQ(counts.nodes()[call].drop_off.k, 1U);
    const auto& edge = counts.edges().at({web, call});
    EXPECT_EQ(edge.of_visits.k, 1U);
    EXPECT_EQ(edge.customers, 1U);
    EXPECT_EQ(counts.transitions().count(web, web), 1U);
}

TEST(PathCounts, tell_how_long_it_took_from_a_place_to_whatever_followed) {
    PathCounts counts(4);
    LogHistogram from_web;
    for (const double pause_s : {10.0, 300.0}) {
        counts.add_session(steps_of({web, shop, web, call}, pause_s), false);
        from_web.add(pause_s, 2);
    }
    counts.end_customer();
    EXPECT_EQ(counts.to_next(web), from_web);
    EXPECT_EQ(counts.to_next(shop).n(), 2U);
    EXPECT_EQ(counts.to_next(call).n(), 0U);
}

TEST(PathCounts, tell_how_often_a_way_leads_to_the_goal) {
    PathCounts counts(4);
    counts.add_session(steps_of({web, shop, goal}), true);
    counts.add_session(steps_of({web, shop}), false);
    counts.end_customer();
    counts.add_session(steps_of({web, shop, goal}), true);
    counts.add_session(steps_of({goal}), true);
    counts.end_customer();
    const auto* way = counts.find({web, shop});
    ASSERT_NE(way, nullptr);
    EXPECT_EQ(way->conversions, 2U);
    EXPECT_EQ(way->customers, 2U);
    EXPECT_EQ(counts.variants().counts().at({web, shop}), 3U);
    EXPECT_EQ(counts.variants().different(), 1U);
    EXPECT_EQ(counts.find({web, shop, goal}), nullptr);
}

TEST(PathCounts, refuse_what_cannot_be) {
    PathCounts counts(2);
    EXPECT_THROW(counts.add_session(steps_of({2}), false), Fault);
    EXPECT_THROW(counts.add_session(std::vector<PathStep>{{0, 0, 5}, {0, 0, 4}}, false), Fault);
    counts.add_session({}, false);
    counts.end_customer();
    EXPECT_EQ(counts.sessions().n, 0U);
}

TEST(PathCounts, widen_the_interval_when_visits_of_a_customer_are_alike) {
    PathCounts alike(2), alone(2);
    for (int customer = 0; customer < 40; ++customer) {
        const Way way = customer % 2 == 0 ? Way{0} : Way{1};
        for (int visit = 0; visit < 5; ++visit) {
            alike.add_session(steps_of(way), false);
            alone.add_session(steps_of(way), false);
            alone.end_customer();
        }
        alike.end_customer();
    }
    const auto wide = share_of(alike.nodes()[0].entry, alike.sessions(), {});
    const auto narrow = share_of(alone.nodes()[0].entry, alone.sessions(), {});
    EXPECT_EQ(wide.value, 0.5);
    EXPECT_EQ(wide.n, 200U);
    EXPECT_NEAR(wide.n_eff, 39, 1);  // 40 customers who each do one and the same
    EXPECT_NEAR(*narrow.lo, wilson(100, 200)->lo, 1e-3);
    EXPECT_LT(*wide.lo, *narrow.lo - 0.05);
}

// The same journeys as a log in memory: every count must be that of the other kernels.
TEST(PathCounts, agree_with_the_kernels_over_whole_logs) {
    Generator random(3);
    std::vector<JourneyEvent> events;
    PathCounts counts(3);
    for (std::uint32_t journey = 0; journey < 300; ++journey) {
        const Way ways[] = {{0, 1, 2}, {0, 1, 0, 1}, {2}, {1, 1, 2}};
        const Way& way = ways[random.below(4)];
        const auto steps = steps_of(way, 100);
        for (const auto& step : steps) {
            events.push_back({journey, step.node, step.at_s});
        }
        counts.add_session(steps, false);
        counts.end_customer();
    }
    const JourneyLog log(events, 3);
    Transitions transitions(3);
    transitions.add(log);
    EXPECT_EQ(counts.transitions(), transitions);
    const std::vector<std::uint32_t> channels{0, 1, 0};
    const auto all = efforts(log, channels);
    const auto index = effort_index(all);
    ASSERT_TRUE(index);
    for (std::size_t i = 0; i < log.size(); ++i) {
        Way way;
        for (const auto& event : log.journey(i)) {
            way.push_back(event.activity);
        }
        EXPECT_NEAR(*counts.effort_of(way), (*index)[i], 1e-9);
    }
    EXPECT_EQ(counts.efforts().contacts.mean(), static_cast<double>(log.events()) / 300);
    EXPECT_FALSE(counts.effort_of({2, 2}));
}

}  // namespace
}  // namespace styk::stats
