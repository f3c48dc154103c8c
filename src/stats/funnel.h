// How many come through an ordered list of steps, and how long each takes. A step counts when it
// comes after (in the journey) the first match of the step before; other events may lie between.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stats/interval.h"
#include "stats/journey_log.h"

namespace styk::stats {

struct FunnelOptions {
    // Steps later than this after the first step do not count.
    std::optional<double> window_s{};
    // Until when events were seen: who has not yet taken a step is still under way until then.
    // Without it, the last event of the log.
    std::optional<double> observed_until_s{};
};

// From one step to the next. Nothing in `share` when nobody reached the first.
struct FunnelStep {
    std::optional<double> share{};
    std::optional<Interval> interval{};         // Wilson, 95 %
    std::optional<double> median_s{};           // of those who came through
    std::optional<double> survival_median_s{};  // Kaplan-Meier, those under way censored: by when
                                                // half of all have come through; nothing when fewer
                                                // will
};

struct Funnel {
    std::uint64_t journeys = 0;
    std::vector<std::uint64_t> reached{};  // by step
    std::vector<FunnelStep> steps{};       // one fewer
    std::optional<double> overall{};       // last over first
};

[[nodiscard]] Funnel funnel(
    const JourneyLog& log, std::span<const std::uint32_t> steps, const FunnelOptions& options = {}
);

}  // namespace styk::stats
