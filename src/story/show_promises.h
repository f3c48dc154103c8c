// Whether promises are kept: what was lived against what was expected, how many say it was kept,
// how many believe it. Counted anew each time, so a new answer moves it at once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/database.h"
#include "insight/engine.h"
#include "people/actor.h"
#include "promise/promise.h"
#include "story/promise_pairs.h"

namespace styk::story {

struct PromisesAsked {
    std::vector<promise::Promise> promises;
    feedback::Filter filter;
    PairKeys by;
};

struct PromiseRow {
    std::size_t promise = 0;  // which of those asked for
    std::optional<std::string> touchpoint{}, segment{};
    GapFound found{};
    stats::Estimate expected{}, lived{};  // mean ratings of everybody who said so
    stats::Estimate kept{};
    std::string_view kept_from = "none";  // answers (to "was it kept?"), pairs (met or exceeded)
};

// All promises that must be kept at a touchpoint.
struct PromisePlace {
    std::string touchpoint;
    std::vector<std::size_t> promises;
    stats::Estimate kept{}, below{}, met{}, exceeded{};
};

struct BelievedStep {
    std::string week;
    stats::Estimate share;
};

struct Believed {
    std::size_t promise = 0;
    stats::Estimate share;
    std::vector<BelievedStep> trend;
};

struct PromisesShown {
    std::vector<PromiseRow> rows;           // the worst gap first, those without one last
    std::vector<PromisePlace> touchpoints;  // the lowest first
    std::optional<std::string> lowest{};    // where enough is known to rank it
    std::vector<Believed> believed;
};

[[nodiscard]] PromisesShown show_promises(
    db::Database& database,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const PromisesAsked& asked
);

}  // namespace styk::story
