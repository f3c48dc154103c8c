// The ways customers really go: where they begin and end, what follows what, who turns back, which
// ways are common, what each place does for the goal.
#pragma once

#include "feedback/filter.h"
#include "people/actor.h"
#include "stats/score.h"
#include "story/read_paths.h"

namespace styk::story {

struct PathsAsked {
    feedback::Filter filter;
    std::vector<std::string> types{};  // none: all
    std::int64_t gap_days = 30;
    std::optional<std::string> until{};
    std::optional<std::vector<std::string>> touchpoints{};  // only these are places
};

inline constexpr Day usual_path_days = 365;  // when no `from` is asked for

// 1 - P(goal without the place) / P(goal). An association: who comes by and reaches the goal.
struct PathRemoval {
    std::optional<double> effect{}, lo{}, hi{};
    std::string_view reason{};
};

struct PathTime {
    std::uint64_t n = 0;
    stats::QuantileEstimate median{}, p90{};  // seconds, right to 1 %
};

struct PathNodeRow {
    PathPlace place;
    bool hidden = false;
    std::uint64_t visits = 0, sessions = 0, customers = 0;
    stats::Estimate entry{}, exit{}, drop_off{}, repeats{}, loops_back{};
    std::optional<double> expected_visits{};  // a visit comes by so often
    PathTime to_next{};
    PathRemoval removal{};
};

struct PathEdgeRow {
    std::size_t from = 0, to = 0;  // of nodes
    std::uint64_t customers = 0;
    stats::Estimate share{};  // of the events at `from`; counts.positive is n
    std::uint64_t n = 0;
    PathTime time{};
};

struct PathVariantRow {
    std::vector<std::size_t> steps{};  // of nodes
    std::uint64_t n = 0, customers = 0;
    stats::Estimate share{};                      // of all visits
    std::optional<stats::Estimate> conversion{};  // only with a goal
    PathTime duration{};
    std::optional<double> effort{};
};

struct PathOrderTest {
    std::optional<double> p{};
    bool first_order = false;  // the step before the last one tells nothing: chains may be believed
    std::string_view reason{};
};

struct PathEffort {
    std::optional<double> contacts{}, repeats{}, self_loops{}, switches{};  // means of a visit
    PathTime duration{};
};

struct Paths {
    Instant from, to;
    std::uint64_t customers = 0, sessions = 0, events = 0, under_way = 0, begun_before = 0;
    bool hidden = false;  // fewer customers than may be told
    std::vector<PathNodeRow> nodes;
    std::vector<PathEdgeRow> edges;        // hidden ones left out
    std::vector<PathVariantRow> variants;  // most common first, hidden ones left out
    std::uint64_t different_ways = 0, ways_not_kept = 0;
    stats::QuantileEstimate length_median{}, length_p90{};
    PathEffort effort{};
    PathOrderTest order_test{};
    stats::Estimate lost{};                       // customers who came back to a place
    std::optional<stats::Estimate> conversion{};  // visits that reached the goal
    std::string_view reason{};                    // no_events, all_under_way, hidden
};

// With what was counted, for who looks at whole ways.
struct PathsFound {
    Paths paths;
    ReadPaths read;
    stats::TierLimits limits;
};

[[nodiscard]] PathsFound show_paths(
    db::Reader& reader,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const PathsAsked& asked,
    Instant now
);

}  // namespace styk::story
