// A journey map with the figures of its steps.
#pragma once

#include <map>
#include <set>

#include "journey/map.h"
#include "story/map_paths.h"
#include "story/step_figures.h"

namespace styk::story {

[[nodiscard]] std::vector<StepSubject> subjects_of(const journey::MapDoc& doc);
[[nodiscard]] std::vector<MapStep> steps_of(const journey::MapDoc& doc);
[[nodiscard]] std::vector<MapLink> links_of(const journey::MapDoc& doc);

// Ids of steps that hurt by what customers say of them, whatever people marked.
[[nodiscard]] std::set<std::string> pains_by_rule(const JourneyFigures& figures);

struct StepTopic {
    std::string key;
    std::uint64_t n = 0;
    double share = 0;  // of the comments there
};

// What comments at each of these touchpoints speak of most, as far as enough do.
[[nodiscard]] std::map<std::string, std::vector<StepTopic>> topics_at(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const feedback::Filter& filter,
    const std::set<std::string>& touchpoints,
    std::size_t most
);

}  // namespace styk::story
