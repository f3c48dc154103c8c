// A journey begins with a map of how it is: from a template, from the register of touchpoints, from
// a file, or with empty phases; later, a map of how it is to be is drawn beside it.
#pragma once

#include <string>

#include "journey/map_store.h"
#include "story/receive_feedback.h"

namespace styk::story {

struct JourneyStart {
    journey::Journey journey;  // its key may be empty: made of the name
    std::string template_key{};
    std::string language{};  // of the template; empty: the firm's
    bool from_touchpoints = false;
    std::optional<journey::MapDoc> doc{};  // from a file
};

struct StartedJourney {
    journey::Journey journey;
    bool any_key = false;  // nobody chose the key: a free one is taken
    journey::JourneyMap map;
};

// Reads what it takes; nothing is written yet. Throws Refusal{invalid}.
[[nodiscard]] StartedJourney prepare_journey(
    const Intake& intake, JourneyStart start, const db::Change& by
);

void write_journey(db::Tx& tx, StartedJourney& started, const db::Change& by);

// A map to be, copied from the map of how it is. An empty name takes the usual one.
[[nodiscard]] journey::MapHead start_to_be(
    const Intake& intake,
    const Id<journey::Journey>& journey,
    const std::string& name,
    const db::Change& by
);

}  // namespace styk::story
