// What an initiative came from, read off a journey map.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "journey/map.h"

namespace styk::programme {

// Instead of a lane: that the step hurts, for the reason that people gave.
inline constexpr std::string_view pain_lane = "pain";

// Of a map, or of its step, what a person may point at: a lane of the map, one that every map has
// (name, service, curve, score …) or pain_lane.
[[nodiscard]] bool is_lane(const journey::MapDoc& doc, std::string_view lane);

[[nodiscard]] const journey::MapIdea* find_idea(const journey::Step& step, const std::string& id);

// What a cell says in words of its own; "" where it says nothing, or only names what stands in
// another register (names_in).
[[nodiscard]] std::string words_in(const journey::Step& step, std::string_view lane);

// What a cell names in another register: keys of emotions and channels, ids of departments.
[[nodiscard]] journey::Texts names_in(const journey::Step& step, std::string_view lane);

}  // namespace styk::programme
