// The wire and stored form of a map's document.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "journey/map.h"
#include "json/fwd.h"

namespace styk::journey {

[[nodiscard]] json::Object to_json(const MapDoc& doc);
[[nodiscard]] json::Object to_json(const Step& step);

[[nodiscard]] std::string write_map(const MapDoc& doc);

// Throws Fault when it is none of ours.
[[nodiscard]] MapDoc read_stored_map(std::string_view text);

// What a stranger sent: types and names only; map_rules.h says whether it holds together.
[[nodiscard]] MapDoc read_map(
    const json::Value& in, const std::string& pointer, Problems& problems
);

}  // namespace styk::journey
