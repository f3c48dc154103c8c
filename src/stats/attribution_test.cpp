#include "stats/attribution.h"

#include <bit>
#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "base/result.h"
#include "stats/lmg.h"
#include "stats/random.h"

namespace styk::stats {
namespace {

std::vector<TouchPath> simulated(std::uint32_t touchpoints, int paths, std::uint64_t seed) {
    Generator generator(seed);
    std::vector<TouchPath> found;
    for (int i = 0; i < paths; ++i) {
        TouchPath path{
            {}, static_cast<double>(generator.below(4)), static_cast<double>(generator.below(9))
        };
        do {
            path.touchpoints.push_back(static_cast<std::uint32_t>(generator.below(touchpoints)));
        } while (generator.uniform() < 0.6);
        found.push_back(path);
    }
    return found;
}

// Conversion chance of the chain when `removed` leads to nothing, by many steps of the chain.
double rate_without(
    const std::vector<TouchPath>& paths, std::uint32_t touchpoints, std::uint32_t removed
) {
    const auto t = static_cast<Eigen::Index>(touchpoints);
    Eigen::MatrixXd between = Eigen::MatrixXd::Zero(t, t);
    Eigen::VectorXd start = Eigen::VectorXd::Zero(t), converts = start, visits = start;
    for (const TouchPath& path : paths) {
        const double weight = path.conversions + path.nulls;
        start[path.touchpoints.front()] += weight;
        converts[path.touchpoints.back()] += path.conversions;
        for (std::size_t i = 0; i < path.touchpoints.size(); ++i) {
            visits[path.touchpoints[i]] += weight;
            if (i > 0) {
                between(path.touchpoints[i - 1], path.touchpoints[i]) += weight;
            }
        }
    }
    Eigen::VectorXd here = start / start.sum();
    double converted = 0;
    for (int round = 0; round < 3000; ++round) {
        if (removed < touchpoints) {
            here[removed] = 0;
        }
        const Eigen::VectorXd leaving = here.cwiseQuotient(visits.cwiseMax(1e-300));
        converted += leaving.dot(converts);
        here = between.transpose() * leaving;
    }
    return converted;
}

TEST(Attribution, removal_effects_are_those_of_the_chain_with_the_touchpoint_gone) {
    const auto paths = simulated(5, 60, 1);
    const auto found = attribute(paths, 5);
    const double all = rate_without(paths, 5, 99);
    EXPECT_NEAR(*found.chain_rate, all, 1e-10);
    EXPECT_NEAR(*found.observed_rate, all, 1e-10);
    for (std::uint32_t k = 0; k < 5; ++k) {
        EXPECT_NEAR(found.removal_effect[k], 1 - rate_without(paths, 5, k) / all, 1e-9);
    }
}

TEST(Attribution, every_rule_gives_away_all_conversions_and_effects_lie_in_range) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto found = attribute(simulated(7, 40, seed), 7);
        for (const auto* rule :
             {&found.markov, &found.first, &found.last, &found.linear, &found.shapley}) {
            EXPECT_NEAR(rule->sum(), found.conversions, 1e-9);
            EXPECT_GE(rule->minCoeff(), 0);
        }
        EXPECT_GE(found.removal_effect.minCoeff(), 0);
        EXPECT_LE(found.removal_effect.maxCoeff(), 1);
    }
}

TEST(Attribution, equal_parts_of_sets_are_the_shapley_value) {
    const auto paths = simulated(4, 30, 3);
    const auto value = [&](std::uint64_t coalition) {
        double conversions = 0;
        for (const TouchPath& path : paths) {
            std::uint64_t met = 0;
            for (const std::uint32_t point : path.touchpoints) {
                met |= std::uint64_t{1} << point;
            }
            conversions += (met & ~coalition) == 0 ? path.conversions : 0;
        }
        return conversions;
    };
    const auto game = shapley(4, value);
    EXPECT_NEAR((attribute(paths, 4).shapley - game).cwiseAbs().maxCoeff(), 0, 1e-10);
}

TEST(Attribution, one_touchpoint_that_all_pass_has_the_whole_effect) {
    const std::vector<TouchPath> paths{{{0, 1}, 3, 1}, {{2, 1}, 1, 5}};
    const auto found = attribute(paths, 4);
    EXPECT_DOUBLE_EQ(found.removal_effect[1], 1);
    EXPECT_EQ(found.removal_effect[3], 0);  // nobody met it
    EXPECT_EQ(found.first[0], 3);
    EXPECT_EQ(found.last[1], 4);
}

TEST(Attribution, says_why_there_is_none) {
    EXPECT_EQ(attribute({}, 3).reason, "no_answers");
    EXPECT_EQ(attribute(std::vector<TouchPath>{{{}, 5, 1}}, 3).reason, "no_answers");
    EXPECT_EQ(attribute(std::vector<TouchPath>{{{0}, -1, 1}}, 3).reason, "bad_counts");
    EXPECT_EQ(attribute(std::vector<TouchPath>{{{0}, NAN, 1}}, 3).reason, "bad_counts");
    EXPECT_EQ(attribute(std::vector<TouchPath>{{{0}, INFINITY, 1}}, 3).reason, "bad_counts");
    const auto none = attribute(std::vector<TouchPath>{{{0}, 0, 4}}, 3);
    EXPECT_EQ(none.reason, "no_conversions");
    EXPECT_EQ(*none.observed_rate, 0);
    EXPECT_EQ(none.removal_effect.size(), 0);
    EXPECT_THROW((void)attribute(std::vector<TouchPath>{{{3}, 1, 4}}, 3), Fault);
}

}  // namespace
}  // namespace styk::stats
