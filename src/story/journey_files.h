// Maps leave the house and come in as files: CSV and XLSX, a row a step; JSON, the whole document.
#pragma once

#include <string>
#include <string_view>

#include "journey/map_store.h"
#include "story/start_journey.h"

namespace styk::story {

enum class MapFormat { csv, xlsx, json };

// By the end of the name; nothing for another one.
[[nodiscard]] std::optional<MapFormat> format_of_name(std::string_view name);

[[nodiscard]] std::string write_map_file(
    const journey::Journey& journey,
    const journey::JourneyMap& map,
    const feedback::Directory& directory,
    std::string_view language,
    MapFormat format
);

struct MapFile {
    std::string name, bytes;
    MapFormat format = MapFormat::csv;
};

// The journey that a file tells, named by the file unless the file says its name. Throws
// Refusal{invalid} naming rows and columns; nothing is written yet.
[[nodiscard]] JourneyStart read_map_file(const Intake& intake, const MapFile& file);

}  // namespace styk::story
