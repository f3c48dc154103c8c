// Paths counted while they stream by, against the same numbers taken from their definitions over
// whole random logs.
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "stats/path_counts.h"
#include "stats/random.h"

namespace styk::stats {
namespace {

struct Visit {
    std::vector<PathStep> steps;
    bool converted = false;
};

using Customer = std::vector<Visit>;
using Way = std::vector<std::uint32_t>;

constexpr std::uint32_t places = 6, goal = 0;

Visit random_visit(Generator& random) {
    Visit out;
    double at = 0;
    const auto length = 1 + random.below(7);
    for (std::uint64_t i = 0; i < length; ++i) {
        const auto node = static_cast<std::uint32_t>(1 + random.below(places - 1));
        out.steps.push_back({node, static_cast<std::uint32_t>(random.below(3)), at});
        at += random.uniform() < 0.1 ? 0 : std::exp(12 * random.uniform());
    }
    out.converted = random.uniform() < 0.3;
    if (out.converted) {
        out.steps.push_back({goal, 0, at});
    }
    return out;
}

std::vector<Customer> random_log(std::uint64_t seed) {
    Generator random(seed);
    std::vector<Customer> out(60);
    for (Customer& one : out) {
        one.resize(random.below(5));
        std::ranges::generate(one, [&] { return random_visit(random); });
    }
    return out;
}

PathCounts counted(const std::vector<Customer>& log) {
    PathCounts counts(places);
    for (const Customer& customer : log) {
        for (const Visit& visit : customer) {
            counts.add_session(visit.steps, visit.converted);
        }
        counts.end_customer();
    }
    return counts;
}

Way way_of(const Visit& visit) {
    Way way;
    for (const PathStep& step : visit.steps) {
        way.push_back(step.node);
    }
    if (visit.converted) {
        way.pop_back();
    }
    return way;
}

// Sums over customers of what `n` and `k` say of each.
template <class N, class K>
ClusterPart part_of(const std::vector<Customer>& log, const N& n, const K& k) {
    ClusterPart out;
    for (const Customer& customer : log) {
        std::uint64_t all = 0, some = 0;
        for (const Visit& visit : customer) {
            all += n(visit);
            some += k(visit);
        }
        out.add(all, some);
    }
    return out;
}

void expect_equal(const ClusterPart& one, const ClusterPart& other, const char* what) {
    EXPECT_EQ(one.k, other.k) << what;
    EXPECT_EQ(one.nk, other.nk) << what;
    EXPECT_EQ(one.kk, other.kk) << what;
}

std::vector<std::size_t> steps_at(const Visit& visit, std::uint32_t node) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < visit.steps.size(); ++i) {
        if (visit.steps[i].node == node) {
            out.push_back(i);
        }
    }
    return out;
}

// Whether two neighbours among the steps at a node are one step apart, or more.
bool comes_again(const Visit& visit, std::uint32_t node, bool at_once) {
    const auto at = steps_at(visit, node);
    return std::ranges::adjacent_find(at, [&](std::size_t a, std::size_t b) {
               return (b == a + 1) == at_once;
           }) != at.end();
}

class PathDefinitions : public testing::TestWithParam<std::uint64_t> {
protected:
    std::vector<Customer> log_ = random_log(GetParam());
    PathCounts counts_ = counted(log_);
};

INSTANTIATE_TEST_SUITE_P(Seeds, PathDefinitions, testing::Range<std::uint64_t>(1, 21));

TEST_P(PathDefinitions, hold_at_every_place) {
    const auto one = [](const Visit&) -> std::uint64_t { return 1; };
    for (std::uint32_t node = 0; node < places; ++node) {
        const PathNode& found = counts_.nodes()[node];
        const auto by = [&](const Visit& visit) -> std::uint64_t {
            return steps_at(visit, node).empty() ? 0 : 1;
        };
        const auto first = [&](const Visit& visit) -> std::uint64_t {
            return visit.steps.front().node == node ? 1 : 0;
        };
        const auto last = [&](const Visit& visit) -> std::uint64_t {
            return visit.steps.back().node == node ? 1 : 0;
        };
        const auto dropped = [&](const Visit& visit) -> std::uint64_t {
            return visit.converted ? 0 : last(visit);
        };
        const auto repeats = [&](const Visit& visit) -> std::uint64_t {
            return comes_again(visit, node, true) ? 1 : 0;
        };
        const auto loops = [&](const Visit& visit) -> std::uint64_t {
            return comes_again(visit, node, false) ? 1 : 0;
        };
        expect_equal(found.entry, part_of(log_, one, first), "entry");
        expect_equal(found.exit, part_of(log_, one, last), "exit");
        expect_equal(found.drop_off, part_of(log_, by, dropped), "drop_off");
        expect_equal(found.repeats, part_of(log_, by, repeats), "repeats");
        expect_equal(found.loops_back, part_of(log_, by, loops), "loops_back");
    }
}

TEST_P(PathDefinitions, hold_on_every_way_on) {
    const auto pairs = [&](const Visit& visit, std::uint32_t from, std::uint32_t to) {
        std::uint64_t n = 0;
        for (std::size_t i = 1; i < visit.steps.size(); ++i) {
            n += visit.steps[i - 1].node == from && visit.steps[i].node == to ? 1 : 0;
        }
        return n;
    };
    std::size_t ways = 0;
    for (std::uint32_t from = 0; from < places; ++from) {
        for (std::uint32_t to = 0; to < places; ++to) {
            const auto part = part_of(
                log_,
                [&](const Visit& visit) -> std::uint64_t { return steps_at(visit, from).size(); },
                [&](const Visit& visit) { return pairs(visit, from, to); }
            );
            const auto found = counts_.edges().find({from, to});
            EXPECT_EQ(found != counts_.edges().end(), part.k > 0);
            EXPECT_EQ(counts_.transitions().count(from, to), part.k);
            if (found != counts_.edges().end()) {
                expect_equal(found->second.of_visits, part, "of_visits");
                EXPECT_EQ(found->second.time.n(), part.k);
                ++ways;
            }
        }
    }
    EXPECT_EQ(counts_.edges().size(), ways);
}

TEST_P(PathDefinitions, hold_for_whole_ways) {
    std::map<Way, std::vector<const Visit*>> by_way;
    Triples triples;
    for (const Customer& customer : log_) {
        for (const Visit& visit : customer) {
            auto whole = way_of(visit);
            if (!whole.empty()) {
                by_way[whole].push_back(&visit);
            }
            if (visit.converted) {
                whole.push_back(goal);
            }
            triples.add(whole);
        }
    }
    EXPECT_EQ(counts_.triples().counts(), triples.counts());
    const auto variants = counts_.variants();
    EXPECT_EQ(variants.different(), by_way.size());
    EXPECT_EQ(variants.lost(), 0U);
    for (const auto& [way, visits] : by_way) {
        EXPECT_EQ(variants.counts().at(way), visits.size());
        const auto* found = counts_.find(way);
        ASSERT_NE(found, nullptr);
        const auto converted =
            std::ranges::count_if(visits, [](const Visit* one) { return one->converted; });
        EXPECT_EQ(found->conversions, static_cast<std::uint64_t>(converted));
        EXPECT_EQ(found->duration.n(), visits.size());
    }
}

TEST_P(PathDefinitions, hold_for_effort_and_for_those_who_got_lost) {
    CountRanks contacts, repeats, self_loops;
    std::uint64_t lost = 0;
    for (const Customer& customer : log_) {
        bool looped = false;
        for (const Visit& visit : customer) {
            const auto way = way_of(visit);
            std::uint64_t again = 0;
            for (std::size_t i = 1; i < way.size(); ++i) {
                again += way[i] == way[i - 1] ? 1 : 0;
            }
            ++contacts.sessions[way.size()];
            ++repeats.sessions[way.size() - std::set<std::uint32_t>(way.begin(), way.end()).size()];
            ++self_loops.sessions[again];
            for (std::uint32_t node = 0; node < places; ++node) {
                looped = looped || comes_again(visit, node, false);
            }
        }
        lost += looped ? 1 : 0;
    }
    EXPECT_EQ(counts_.lost_customers(), lost);
    EXPECT_EQ(counts_.efforts().contacts.sessions, contacts.sessions);
    EXPECT_EQ(counts_.efforts().repeats.sessions, repeats.sessions);
    EXPECT_EQ(counts_.efforts().self_loops.sessions, self_loops.sessions);
}

TEST(PathCounts, drop_rare_ways_and_say_by_how_much_the_rest_may_be_too_low) {
    constexpr std::uint32_t many = 64;
    PathCounts counts(many, 10);
    for (std::uint32_t i = 0; i < 4'000; ++i) {
        const std::uint32_t rare = 1 + i % (many - 1), other = 1 + i / many % (many - 1);
        const bool common = i % 2 == 0;
        const std::vector<PathStep> steps{{common ? 0 : rare, 0, 0}, {common ? 0 : other, 0, 1}};
        counts.add_session(steps, false);
        counts.end_customer();
    }
    const auto variants = counts.variants();
    const auto common = variants.counts().at({0, 0});
    EXPECT_LE(common, 2'000U);
    EXPECT_GE(common + variants.lost(), 2'000U);
    EXPECT_GT(variants.lost(), 0U);
    EXPECT_LE(variants.different(), 20U);
    EXPECT_EQ(variants.journeys(), 4'000U);
}

}  // namespace
}  // namespace styk::stats
