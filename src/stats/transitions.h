// From which step to which: the mergeable counts, and what the first-order chain says about them.
// Counts are of whole journeys, so shard by customer before counting.
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "stats/interval.h"
#include "stats/journey_log.h"

namespace styk::stats {

// Of s activities, 0..s-1, and the end, s. The default one is neutral for merge.
class Transitions {
public:
    Transitions() = default;
    explicit Transitions(std::uint32_t activities);

    // One journey, `count` times. Throws Fault on an activity out of range; an empty one is none.
    void add(std::span<const std::uint32_t> path, std::uint64_t count = 1);
    void add(const JourneyLog& log);
    // One cell of the table; Fault when out of range. The caller sees to it that ways in and out of
    // an activity are equal.
    void add_start(std::uint32_t activity, std::uint64_t count);
    void add_step(std::uint32_t from, std::uint32_t to, std::uint64_t count);
    void merge(const Transitions& other);  // Fault when both have activities and of another number

    [[nodiscard]] std::uint32_t activities() const { return activities_; }

    [[nodiscard]] std::uint32_t end() const { return activities_; }

    [[nodiscard]] std::uint64_t journeys() const;

    [[nodiscard]] std::uint64_t starts(std::uint32_t activity) const { return starts_[activity]; }

    // `to` may be end(); from: visits of an activity are the sum of its row.
    [[nodiscard]] std::uint64_t count(std::uint32_t from, std::uint32_t to) const {
        return counts_[from * (std::size_t{activities_} + 1) + to];
    }

    [[nodiscard]] std::uint64_t visits(std::uint32_t activity) const;
    [[nodiscard]] std::uint64_t self_loops() const;

    friend bool operator==(const Transitions&, const Transitions&) = default;

private:
    std::uint32_t activities_ = 0;
    std::vector<std::uint64_t> starts_, counts_;  // s; s x (s + 1)
};

// Share of the visits of `from` that went on to `to`, with Wilson's interval. Edges with fewer than
// k journeys are for the caller to hide. Nothing when `from` was never visited.
struct Step {
    double share = 0;
    Interval interval{};
};

[[nodiscard]] std::optional<Step> step(
    const Transitions& of, std::uint32_t from, std::uint32_t to, double level = 0.95
);

// How often a journey comes by each activity, by the chain: s' (I - Q)^-1 (Kemeny & Snell 1960).
// Equals visits / journeys when the counts are whole journeys. Empty without journeys. Dense LU up
// to 300 activities, sparse above.
[[nodiscard]] Eigen::VectorXd expected_visits(const Transitions& of);

// Mean uncertainty of the next step in bits, weighted by visits: 0 where the way is fixed. Nothing
// without journeys.
[[nodiscard]] std::optional<double> step_entropy(const Transitions& of);

// Steps of three, the end being the last of some: counts of (a, b, c). Mergeable.
class Triples {
public:
    void add(std::span<const std::uint32_t> path, std::uint64_t count = 1);
    void add(const JourneyLog& log);
    void merge(const Triples& other);

    void add_triple(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint64_t count) {
        counts_[{a, b, c}] += count;
    }

    using Key = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;

    [[nodiscard]] const std::map<Key, std::uint64_t>& counts() const { return counts_; }

    static constexpr std::uint32_t end = 0xFFFFFFFF;

private:
    std::map<Key, std::uint64_t> counts_;
};

// Does the step before matter too? Likelihood ratio of order 2 against order 1 (Anderson & Goodman
// 1957): G2 = 2 sum n_abc ln(n_abc n_b / (n_ab n_bc)) over the triples, df = sum over b of
// (different a - 1)(different c - 1). When it rejects, say nothing about ways longer than two steps
// from the chain: look at the variants. Nothing when df = 0.
struct OrderTest {
    double g2 = 0, p = 1;
    std::uint64_t df = 0;
};

[[nodiscard]] std::optional<OrderTest> order_test(const Triples& triples);

}  // namespace styk::stats
