// MaxDiff, careless answers, codes of open text, stated importance.
#include <Eigen/Dense>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "base/result.h"
#include "stats/careless.h"
#include "stats/code_impact.h"
#include "stats/difference.h"
#include "stats/interval.h"
#include "stats/maxdiff.h"
#include "stats/net_wald.h"
#include "stats/random.h"
#include "stats/score.h"
#include "stats/stated_importance.h"

namespace styk::stats {

namespace {

TEST(MaxDiff, of_pairs_is_the_logit_of_the_share) {  // 30 of 40 prefer A: u = log 3
    std::vector<BestWorst> screens(40, {{0, 1}, 0, 1});
    for (std::size_t i = 0; i < 10; ++i) {
        screens[i] = {{1, 0}, 1, 0};
    }
    const auto r = maxdiff(screens, 2, 1);
    EXPECT_NEAR(r.utilities(0), std::log(3), 1e-10);
    EXPECT_EQ(r.utilities(1), 0);
    EXPECT_NEAR(r.standard_errors(0), 1 / std::sqrt(40 * 0.75 * 0.25), 1e-10);
    EXPECT_NEAR(r.shares(0), 0.75, 1e-10);
    EXPECT_NEAR(*r.best_minus_worst[0], 0.5, 1e-15);
    EXPECT_NEAR(r.log_likelihood, 30 * std::log(0.75) + 10 * std::log(0.25), 1e-10);
}

std::vector<BestWorst> simulated(const std::vector<double>& u, std::size_t screens) {
    Generator random(5);
    const auto gumbel = [&] { return -std::log(-std::log(random.uniform())); };
    std::vector<BestWorst> result;
    for (std::size_t s = 0; s < screens; ++s) {
        BestWorst screen;
        while (screen.shown.size() < 4) {
            const std::size_t item = random.below(u.size());
            if (std::find(screen.shown.begin(), screen.shown.end(), item) == screen.shown.end()) {
                screen.shown.push_back(item);
            }
        }
        double most = -1e9, least = -1e9;
        for (const std::size_t item : screen.shown) {
            if (const double v = u[item] + gumbel(); v > most) {
                most = v;
                screen.best = item;
            }
        }
        for (const std::size_t item : screen.shown) {
            if (const double v = gumbel() - u[item]; item != screen.best && v > least) {
                least = v;
                screen.worst = item;
            }
        }
        result.push_back(screen);
    }
    return result;
}

TEST(MaxDiff, finds_the_utilities_that_made_the_choices) {
    const std::vector<double> u{1.5, 0.8, 0, -0.5, 0.3, -1};
    const auto r = maxdiff(simulated(u, 4000), u.size(), 2);
    for (std::size_t i = 0; i < u.size(); ++i) {
        const auto at = static_cast<Eigen::Index>(i);
        EXPECT_LE(std::abs(r.utilities(at) - u[i]), 4 * r.standard_errors(at));
    }
    EXPECT_NEAR(r.shares.sum(), 1, 1e-12);
}

TEST(MaxDiff, does_not_mind_which_item_is_the_base) {
    const auto screens = simulated({1, 0, 0.5, -1, 0.2}, 300);
    const auto a = maxdiff(screens, 5, 0), b = maxdiff(screens, 5, 3);
    EXPECT_NEAR(a.log_likelihood, b.log_likelihood, 1e-8);
    EXPECT_LE((a.shares - b.shares).cwiseAbs().maxCoeff(), 1e-10);
}

TEST(MaxDiff, says_why_not) {
    EXPECT_EQ(maxdiff({}, 3, 0).reason, reason::no_answers);
    const std::vector<BestWorst> always(9, {{0, 1}, 0, 1});
    EXPECT_EQ(maxdiff(always, 2, 1).reason, reason::not_converged);
    const std::vector<BestWorst> apart{{{0, 1}, 0, {}}, {{0, 1}, 1, {}}, {{2, 3}, 2, {}}};
    EXPECT_EQ(maxdiff(apart, 4, 0).reason, reason::collinear);
    EXPECT_FALSE(maxdiff(apart, 5, 0).best_minus_worst[4]);
    EXPECT_THROW(static_cast<void>(maxdiff({}, 3, 3)), Fault);
    const std::vector<BestWorst> wrong{{{0, 1}, 2, {}}}, same{{{0, 1}, 1, 1}};
    EXPECT_THROW(static_cast<void>(maxdiff(wrong, 3, 0)), Fault);
    EXPECT_THROW(static_cast<void>(maxdiff(same, 3, 0)), Fault);
}

using Answers = std::vector<std::vector<std::optional<double>>>;
using Seconds = std::vector<std::optional<double>>;

TEST(Careless, sees_speeders_and_straight_lines) {
    const Answers answers{{3, 3, 3, 3, 1}, {1, 2, 3, 4, 5}, {3, 3, {}, 3, 3}, {2, 2, 2, 2, 2}};
    const auto r = careless(answers, Seconds{100, 39, {}, 300});
    EXPECT_EQ(*r.seconds_limit, 40);
    EXPECT_TRUE(r.people[0].straight_liner);  // four of five
    EXPECT_FALSE(r.people[0].speeder);
    EXPECT_TRUE(r.people[1].speeder);
    EXPECT_EQ(r.people[2].longest_run, 2U);
    EXPECT_FALSE(r.people[2].speeder);
    EXPECT_EQ(r.people[3].longest_run, 5U);
    EXPECT_EQ(*r.people[3].spread, 0);
    EXPECT_EQ(r.people[3].signs(), 1);
    EXPECT_NEAR(*r.people[1].spread, std::sqrt(2.5), 1e-15);
}

TEST(Careless, distances_add_up_to_what_they_must) {  // sum of D^2 = (n - 1) items
    Generator random(7);
    Answers answers;
    for (int i = 0; i < 60; ++i) {
        answers.push_back({random.normal(), random.normal() * 5, random.uniform() + 100});
    }
    answers.push_back({1, {}, 2});
    const auto r = careless(answers, {});
    double sum = 0;
    for (std::size_t i = 0; i < 60; ++i) {
        sum += *r.people[i].distance;
    }
    EXPECT_NEAR(sum, 59 * 3, 1e-9);
    EXPECT_FALSE(r.people[60].distance);
    EXPECT_FALSE(r.seconds_limit);
}

TEST(Careless, finds_the_one_far_out) {
    Generator random(8);
    Answers answers;
    for (int i = 0; i < 100; ++i) {
        const double x = random.normal();
        answers.push_back({x, x + 0.1 * random.normal()});
    }
    answers.push_back({2, -2});
    EXPECT_TRUE(careless(answers, {}).people.back().outlier);
}

TEST(Careless, has_no_distances_without_spread_and_nothing_without_people) {
    EXPECT_FALSE(careless(Answers{{1, 2}, {1, 3}, {1, 5}}, {}).people[0].distance);
    EXPECT_FALSE(careless(Answers{{1, 2}}, {}).people[0].distance);
    EXPECT_TRUE(careless({}, {}).people.empty());
    const Answers holes{{{}, {}}};
    EXPECT_EQ(careless(holes, Seconds{{}}).people[0].longest_run, 0U);
    EXPECT_FALSE(careless(holes, Seconds{{}}).seconds_limit);
    EXPECT_THROW(static_cast<void>(careless(Answers{{1}, {1, 2}}, {})), Fault);
    EXPECT_THROW(static_cast<void>(careless(holes, Seconds{1, 2})), Fault);
}

TEST(CodeImpact, compares_those_who_mention_with_those_who_do_not) {
    const NetCounts all{50, 30, 20}, with[] = {{5, 5, 15}, {0, 0, 0}, {50, 30, 20}, {50, 0, 0}};
    const auto codes = code_impacts(all, with);
    EXPECT_NEAR(*codes[0].with, -0.4, 1e-15);
    EXPECT_NEAR(*codes[0].without, 40.0 / 75, 1e-15);
    EXPECT_NEAR(*codes[0].impact, 0.3 - 40.0 / 75, 1e-15);
    EXPECT_NEAR(*codes[0].p, *net_z_test({5, 5, 15}, {45, 25, 5}), 1e-15);
    EXPECT_NEAR(*codes[0].q, *codes[0].p, 1e-20);  // the larger of two
    EXPECT_NEAR(*codes[3].q, 2 * *codes[3].p, 1e-20);
    EXPECT_EQ(codes[1].reason, reason::no_answers);
    EXPECT_EQ(*codes[1].impact, 0);
    EXPECT_EQ(codes[2].reason, reason::no_answers);
    EXPECT_FALSE(codes[2].impact);
    const NetCounts more[] = {{51, 0, 0}};
    EXPECT_THROW(static_cast<void>(code_impacts(all, more)), Fault);
}

TEST(NetWald, is_symmetric_and_knows_its_limits) {
    const NetCounts counts{19, 9, 8}, mirrored{8, 9, 19};
    EXPECT_NEAR(net_wald(counts)->lo, -net_wald(mirrored)->hi, 1e-15);
    EXPECT_NEAR(net_t(counts)->lo, -net_t(mirrored)->hi, 1e-14);
    EXPECT_LT(net_t(counts)->lo, net_wald(counts)->lo);
    EXPECT_FALSE(net_wald({}));
    EXPECT_FALSE(net_t({1, 0, 0}));
    EXPECT_FALSE(net_adjusted(0, 0, 0));
    EXPECT_NEAR(net_adjusted(19, 9, 8)->hi, net_adjusted_wald(counts)->hi, 1e-12);
    EXPECT_FALSE(net_wald_difference({5, 0, 0}, {3, 0, 0})->p);
    EXPECT_FALSE(net_pooled_difference({5, 0, 0}, {3, 0, 0})->z);
    EXPECT_FALSE(net_adjusted_difference({}, {3, 0, 0}));
    EXPECT_NEAR(
        net_wald_difference({30, 5, 5}, {10, 5, 25})->value,
        -net_wald_difference({10, 5, 25}, {30, 5, 5})->value,
        1e-15
    );
}

TEST(StatedImportance, puts_items_into_four_fields) {
    const std::vector<double> stated{9, 9, 2, 2}, derived{0.5, 0.1, 0.3, 0.1};
    const auto r = stated_importance(stated, derived);
    using enum StatedField;
    EXPECT_EQ(r.fields, (std::vector{key, hygiene, hidden_driver, low}));
    EXPECT_FALSE(stated_importance(std::vector{1.0}, std::vector{2.0}).spearman);
    EXPECT_TRUE(stated_importance({}, {}).fields.empty());
    EXPECT_THROW(static_cast<void>(stated_importance(stated, {})), Fault);
}

}  // namespace

}  // namespace styk::stats
