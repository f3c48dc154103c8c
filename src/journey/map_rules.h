// What must hold in a map's document. Pure: what exists elsewhere in the firm is told by Known.
#pragma once

#include <set>
#include <string>

#include "base/result.h"
#include "journey/map.h"

namespace styk::journey {

// What a map may refer to.
struct Known {
    std::set<std::string, std::less<>> touchpoints, channels, departments, emotions, stages;
    std::set<std::string, std::less<>> journeys;  // ids
};

// What is wrong with one part by itself, as pointers behind `pointer`. Without `known` references
// are believed.
void check(const MapStage& stage, const Known* known, const std::string& pointer, Problems&);
void check(const Step& step, const Known* known, const std::string& pointer, Problems&);
void check(const Link& link, const Known* known, const std::string& pointer, Problems&);
void check(const Lane& lane, const Known* known, const std::string& pointer, Problems&);
void check(const Question& one, const Known* known, const std::string& pointer, Problems&);
void check(const Obstacle& one, const Known* known, const std::string& pointer, Problems&);
void check(const Evidence& one, const Known* known, const std::string& pointer, Problems&);
void check(const MapIdea& one, const Known* known, const std::string& pointer, Problems&);
void check(const StepMark& one, const Known* known, const std::string& pointer, Problems&);

// A whole document: every part, ids once each, each step in a stage, links between steps, limits.
[[nodiscard]] Problems check(const MapDoc& doc, const Known* known);

// "lane_" and more, as to_key makes them.
[[nodiscard]] bool is_own_lane(const std::string& key);

}  // namespace styk::journey
