// Whether a journey is remembered by its strongest moment and its end, beyond its mean
// (stats/peak_end.h). One feedback is one journey.
#pragma once

#include "db/database.h"
#include "journey/map.h"
#include "stats/peak_end.h"
#include "story/journey_outcome.h"

namespace styk::story {

struct PeakEndShown {
    std::string metric{};                    // of the steps; empty: none is rated
    std::optional<DriverOutcome> outcome{};  // of the whole
    stats::PeakEnd found{};
    // no_answers, no_outcome, outcome_is_attribute, hidden, or why there is no model.
    std::string_view reason{};
};

// Reads the ratings one by one: a second a million.
[[nodiscard]] PeakEndShown show_peak_end(
    db::Database& database,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const StepsAsked& asked
);

}  // namespace styk::story
