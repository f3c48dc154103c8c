// Which touchpoints a journey goes by, for whoever filters by journeys.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/reader.h"

namespace styk::journey {

struct JourneyTouchpoints {
    std::string key, id;
    std::vector<std::string> touchpoints{};  // keys, of the map of how it is, in walking order
};

[[nodiscard]] std::vector<JourneyTouchpoints> list_journey_touchpoints(db::Reader& reader);

// Another number after every change of a map.
[[nodiscard]] std::int64_t maps_version(db::Reader& reader);

}  // namespace styk::journey
