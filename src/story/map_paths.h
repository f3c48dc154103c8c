// The ways that customers went, laid over a map: which steps they went past, which drawn links they
// take, where they went a shorter way.
#pragma once

#include <string>
#include <vector>

#include "story/show_paths.h"

namespace styk::story {

// In walking order.
struct MapStep {
    std::string id;
    std::optional<std::string> touchpoint{};  // key
};

struct MapLink {
    std::string id, from, to;  // steps
};

struct StepShare {
    std::string id;  // of the step or link
    stats::Estimate share{};
};

// From one step to another that lies further on.
struct Shortcut {
    std::string from, to;  // steps
    std::uint64_t n = 0;
    stats::Estimate share{};  // of the events at `from`
    std::size_t saved_steps = 0;
};

struct MapPaths {
    std::vector<std::optional<std::size_t>> nodes;  // by step: its place among the paths' nodes
    // Of visits that were at a step before and at one after it: those that left it out.
    std::vector<StepShare> skipped;
    std::vector<StepShare> links;  // of the events at its first end
    std::vector<Shortcut> shortcuts;
    std::string_view reason{};  // too_many_ways: rare ones were dropped, so nothing on `skipped`
};

[[nodiscard]] MapPaths lay_over(
    const std::vector<MapStep>& steps, const std::vector<MapLink>& links, const PathsFound& found
);

// Each once, in walking order.
[[nodiscard]] std::vector<std::string> touchpoints_of(const std::vector<MapStep>& steps);

}  // namespace styk::story
