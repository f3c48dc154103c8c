// A map as a picture to print, send and hang up.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "journey/map_store.h"
#include "paper/strip.h"
#include "people/actor.h"
#include "story/receive_feedback.h"

namespace styk::insight {
class Engine;
}

namespace styk::story {

// What customers feel at a step, on the scale that people draw on, where it is counted.
struct MeasuredFeeling {
    double value = 0;
    std::optional<double> low{}, high{};
    std::int64_t n = 0;
};

struct JourneyPicture {
    paper::StripView view = paper::StripView::table;
    paper::CanvasKind kind = paper::CanvasKind::pdf;
    std::string language;  // en, pl or ru
    bool dark = false;
    std::map<std::string, MeasuredFeeling> measured{};  // by step
};

// What this actor may see of each step's measured feeling, of all feedback. `not_lived`: metrics
// that tell something else (metrics_not_lived).
[[nodiscard]] std::map<std::string, MeasuredFeeling> measured_feelings(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const journey::MapDoc& doc,
    std::vector<std::string> not_lived
);

[[nodiscard]] std::string draw_journey(
    const journey::Journey& journey,
    const journey::JourneyMap& map,
    const feedback::Directory& directory,
    const JourneyPicture& asked
);

}  // namespace styk::story
