// The ways customers really went, counted while they stream by: one visit after the other, all
// visits of a customer together. Memory depends on how many places (their square) and different
// ways there are, not on how many events.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "stats/clusters.h"
#include "stats/log_histogram.h"
#include "stats/score.h"
#include "stats/transitions.h"
#include "stats/variants.h"

namespace styk::stats {

// One event of a visit. `node`: a 0-based number; `channel`: any number, the same for the same one.
struct PathStep {
    std::uint32_t node = 0, channel = 0;
    double at_s = 0;
};

// n things (visits, events) of some customers, and how alike those of one customer may be.
struct ClusterBase {
    std::uint64_t n = 0, customers = 0;
    double nn = 0;  // sum over customers of n^2

    void add(std::uint64_t own);
};

// k of such n.
struct ClusterPart {
    std::uint64_t k = 0;
    double nk = 0, kk = 0;  // sums over customers of n k and k^2

    void add(std::uint64_t own_n, std::uint64_t own_k);
};

// The share with Wilson's interval, widened when visits of one customer are alike (from ten
// customers on: with fewer the likeness would be a guess).
[[nodiscard]] Estimate share_of(
    const ClusterPart& part, const ClusterBase& base, const TierLimits& limits
);

struct PathNode {
    ClusterBase visits{};    // events here
    ClusterBase sessions{};  // that came by
    // Of all sessions: began here, ended here. Of those that came by: ended here without the
    // conversion, came again at once, came back after having been elsewhere.
    ClusterPart entry{}, exit{}, drop_off{}, repeats{}, loops_back{};
};

struct PathEdge {
    ClusterPart of_visits{};  // of the events at its first end
    std::uint64_t customers = 0;
    LogHistogram time{};  // seconds
};

// A whole way.
struct PathVariant {
    std::uint64_t n = 0;  // sessions; too low by lost() of variants() at most
    std::uint64_t customers = 0, conversions = 0, switches = 0;
    LogHistogram duration{};  // seconds from the first to the last event
    std::uint64_t last_customer = 0;
};

// How many sessions have a number of something, to say which part of all a number exceeds.
struct CountRanks {
    std::map<std::uint64_t, std::uint64_t> sessions{};

    [[nodiscard]] double share_below(double value) const;  // those with the same counted half
    [[nodiscard]] std::optional<double> mean() const;      // nothing without sessions
    // As LogHistogram::quantile, but exact.
    [[nodiscard]] QuantileEstimate quantile(double p, double level = 0.95) const;
};

class PathCounts {
public:
    // Exact while there are at most twice `most_variants` different ways; beyond that the rare
    // ones are dropped (see Variants).
    explicit PathCounts(std::uint32_t nodes, std::size_t most_variants = 20'000);
    PathCounts(const PathCounts&) = delete;
    PathCounts& operator=(const PathCounts&) = delete;
    PathCounts(PathCounts&&) = default;
    PathCounts& operator=(PathCounts&&) = default;
    ~PathCounts() = default;

    // One finished visit of the present customer; an empty one is none. One that converted ends
    // with the goal, which belongs to no way (Variants): so a way tells how often it leads there.
    // Throws Fault on a node out of range or time that goes back.
    void add_session(std::span<const PathStep> steps, bool converted);
    // Nothing more comes of the present customer.
    void end_customer();

    [[nodiscard]] const ClusterBase& sessions() const { return sessions_; }

    [[nodiscard]] const ClusterPart& conversions() const { return conversions_; }

    [[nodiscard]] std::uint64_t events() const { return events_; }

    [[nodiscard]] std::uint64_t lost_customers() const { return lost_customers_; }

    [[nodiscard]] const std::vector<PathNode>& nodes() const { return nodes_; }

    using Ends = std::pair<std::uint32_t, std::uint32_t>;  // from, to

    [[nodiscard]] const std::map<Ends, PathEdge>& edges() const { return edges_; }

    // Seconds from an event here to the next one of the session; made anew by each call.
    [[nodiscard]] LogHistogram to_next(std::uint32_t node) const;

    [[nodiscard]] const Transitions& transitions() const { return transitions_; }

    [[nodiscard]] Triples triples() const;    // made anew by each call
    [[nodiscard]] Variants variants() const;  // likewise

    // Nothing for a way that was dropped.
    [[nodiscard]] const PathVariant* find(const std::vector<std::uint32_t>& path) const;

    // By session: events, events at a place met before, at the same place as the one before,
    // changes of channel, seconds.
    struct Efforts {
        CountRanks contacts{}, repeats{}, self_loops{}, switches{};
        LogHistogram duration{};
    };

    [[nodiscard]] const Efforts& efforts() const { return efforts_; }

    // Mean of the five percentile ranks, 0 (easy) .. 1, of the sessions that went this way
    // (journey_effort.h, equal weights). Nothing for a way that was dropped.
    [[nodiscard]] std::optional<double> effort_of(const std::vector<std::uint32_t>& path) const;

private:
    // Of the present customer at one node, and of the present session.
    struct Own {
        std::uint64_t visits = 0, sessions = 0, entry = 0, exit = 0, drop_off = 0, repeats = 0,
                      loops_back = 0;
        std::uint64_t session = 0;  // in which it was met last
        std::size_t last = 0;       // the step of that session
        bool repeated = false, looped = false;
    };

    // One way on from a node, once somebody went it.
    struct Slot {
        PathEdge* edge = nullptr;  // in edges_, whose elements stay where they are
        std::uint64_t own = 0;     // of the present customer
    };

    struct Detours {
        std::uint64_t repeats = 0, self_loops = 0;
        bool lost = false;  // came back to a place after having been elsewhere
    };

    // Of the first `counted` steps what is a detour; the rest is the goal.
    Detours count_nodes(std::span<const PathStep> steps, std::size_t counted);
    void count_ends(std::span<const PathStep> steps, bool converted);
    void count_edges(std::span<const PathStep> steps);
    void count_way(std::span<const PathStep> steps, const Detours& detours, bool converted);
    void count_triples();
    void count_variant(std::uint64_t switches, double duration_s, bool converted);
    void drop_rare_ways();
    Own& own_at(std::uint32_t node);

    struct PathHash {
        std::size_t operator()(const std::vector<std::uint32_t>& path) const;
    };

    ClusterBase sessions_{};
    ClusterPart conversions_{};
    std::uint64_t events_ = 0, lost_customers_ = 0, customer_ = 1, session_ = 0;
    std::vector<PathNode> nodes_;
    std::map<Ends, PathEdge> edges_{};
    std::vector<Slot> slots_;  // nodes x nodes
    Transitions transitions_;
    std::unordered_map<std::uint64_t, std::uint64_t> triples_{};  // by three numbers of 21 bits
    std::size_t most_variants_;
    std::uint64_t ways_sessions_ = 0, ways_lost_ = 0;
    std::unordered_map<std::vector<std::uint32_t>, PathVariant, PathHash> ways_{};
    Efforts efforts_{};

    std::vector<std::uint32_t> path_{};  // of the present session
    std::vector<Own> own_;
    std::vector<std::uint32_t> own_nodes_{};  // where the present customer has been
    std::vector<std::size_t> own_slots_{};    // which ways they went
    std::uint64_t own_sessions_ = 0, own_conversions_ = 0;
    bool own_lost_ = false;
};

}  // namespace styk::stats
