// What customers say and do along a map, and who a persona's people are: live.
#pragma once

#include "http/house.h"
#include "journey/map_store.h"
#include "json/json.h"
#include "story/show_journeys.h"

namespace styk::http {

void add_journey_live_routes(Router& router, House& house);

// The figures of a map as whoever has a link to it may see them: of everybody, without a word of
// anybody.
[[nodiscard]] json::Object shared_live_json(
    House& house, const journey::JourneyMap& map, Instant at
);

// What customers say along each of these journeys, for all of them at a glance.
struct RowFigures {
    json::Value score;           // an estimate with its metric; null: nothing is rated
    json::Value outcome;         // what speaks of the whole; null: nothing does
    json::Object outcome_score;  // estimate
    std::size_t listened = 0;
    std::vector<std::optional<double>> curve;  // by point
    std::vector<bool> hurts;                   // by point: by what customers say of it
};

[[nodiscard]] std::vector<RowFigures> overview_figures(
    House& house, const Call& call, const std::vector<story::JourneyRow>& rows
);

}  // namespace styk::http
