// One failure spoils the whole: the outcome where everything was fine, where one thing was bad, and
// where several were.
#pragma once

#include "insight/engine.h"
#include "stats/difference.h"
#include "story/show_tally.h"

namespace styk::story {

struct LiftOfOne {
    insight::Rated rated;
    stats::Estimate when_bad, when_not;
    stats::Difference difference;  // not bad minus bad
    std::optional<double> p_adjusted{};
    bool stands = false;
    double frequency = 0;  // of bad, among who rated it
};

struct Lift {
    std::uint64_t n = 0;
    stats::Estimate all_good, one_bad, several_bad;
    stats::Difference difference;  // all good minus one bad
    std::vector<LiftOfOne> touchpoints;
    std::string_view reason{};
};

[[nodiscard]] Lift show_lift(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const insight::Rated& outcome,
    const feedback::Filter& filter
);

}  // namespace styk::story
