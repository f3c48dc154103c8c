// From events to the ways customers went: who paused for long begins anew, who has not paused long
// enough is still under way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "customer/path_store.h"
#include "feedback/directory.h"
#include "stats/path_counts.h"
#include "story/path_log.h"

namespace styk::story {

// A place on the ways: a touchpoint, or the type of events that no touchpoint has.
struct PathPlace {
    std::string key;  // "type:refund" of a type; "goal": where it was reached, whatever its
                      // touchpoint; "other": the rare ones together
    std::string name;
    bool is_touchpoint = false;
    std::uint64_t events = 0;  // all in the window, of visits that are not over yet, too
};

struct PathWindow {
    Instant from, to, now;
    std::int64_t gap_days = 30;          // a visit is over after so long a pause
    std::optional<std::string> until{};  // type of the event that every visit is for, which ends it
};

struct ReadPaths {
    std::vector<PathPlace> places;        // by node
    stats::PathCounts counts;             // of visits that began in the window and are over
    std::vector<PathPlace> elsewhere{};   // that the question leaves out
    std::optional<std::uint32_t> goal{};  // its place; visits that reach it end there
    std::uint64_t under_way = 0;          // visits that may go on
    std::uint64_t begun_before = 0;       // visits of which the beginning was not read
};

// `only`: touchpoints that are places; nothing: all, and types without one. `query`: its dates are
// set here.
[[nodiscard]] ReadPaths read_paths(
    db::Reader& reader,
    const feedback::Directory& directory,
    customer::PathQuery query,
    const PathWindow& window,
    const std::optional<std::vector<std::string>>& only
);

// The same of a sorted log.
[[nodiscard]] ReadPaths cut_paths(
    const PathLog& log,
    const feedback::Directory& directory,
    const PathWindow& window,
    const std::optional<std::vector<std::string>>& only
);

}  // namespace styk::story
