// Touchpoints that the firm may have missed: events nobody expected, and what comments speak of
// where no touchpoint is named.
#pragma once

#include <string>
#include <vector>

#include "db/record_store.h"
#include "insight/engine.h"
#include "journey/touchpoint.h"
#include "people/actor.h"

namespace styk::story {

struct TouchpointSuggestion {
    std::string kind;                      // event, topic, theme
    std::string name;                      // the type, the topic's key, the theme's id
    std::string title;                     // in words
    std::uint64_t count = 0;               // events or comments
    std::uint64_t without_touchpoint = 0;  // of these
    std::optional<Instant> last_at{};      // of events
};

[[nodiscard]] std::vector<TouchpointSuggestion> suggest_touchpoints(
    db::Reader& reader,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor
);

// The suggestion becomes `touchpoint`, which is added when it is not stored yet. Events of the type
// join it, those to come too.
void accept_suggestion(
    db::Tx& tx,
    const std::string& kind,
    const std::string& name,
    journey::Touchpoint& touchpoint,
    bool is_new,
    const db::Change& by
);

}  // namespace styk::story
