// What a journey costs the customer: time, contacts, going round in circles.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "stats/journey_log.h"
#include "stats/survival.h"

namespace styk::stats {

struct JourneyEffort {
    double contacts = 0;    // events
    double repeats = 0;     // events whose activity had been met before
    double self_loops = 0;  // events of the same activity as the one before
    double switches = 0;    // changes of channel (0 without channels)
    double duration_s = 0;  // from the first to the last event
};

// By journey, in the log's order. `channel_of`: of each activity; empty when channels are unknown.
[[nodiscard]] std::vector<JourneyEffort> efforts(
    const JourneyLog& log, std::span<const std::uint32_t> channel_of = {}
);

// Contacts of all journeys for each one that came by `resolved`. Nothing when none did.
[[nodiscard]] std::optional<double> contacts_per_resolved(
    const JourneyLog& log, std::uint32_t resolved
);

struct EffortWeights {
    double contacts = 1, repeats = 1, self_loops = 1, switches = 1, duration = 1;
};

// Mean of the percentile ranks (rank - 1/2) / n, 0 (easy) .. 1, weighted; publish the weights
// beside it. It compares journeys of one log only. Nothing when a weight is negative or all are 0.
[[nodiscard]] std::optional<std::vector<double>> effort_index(
    std::span<const JourneyEffort> journeys, const EffortWeights& weights = {}
);

// Seconds between neighbouring events, by (from, to), in the log's order.
using Gaps = std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<double>>;

[[nodiscard]] Gaps gaps(const JourneyLog& log);

// Time from each `from` to the next event of any kind, where the last one may still be open: a
// journey that ends with `from` is censored at `observed_until_s`.
[[nodiscard]] SurvivalTable time_to_next(
    const JourneyLog& log, std::uint32_t from, double observed_until_s
);

}  // namespace styk::stats
