#include "journey/journey_word_store.h"

#include <algorithm>

namespace styk::journey {

std::vector<JourneyTouchpoints> list_journey_touchpoints(db::Reader& reader) {
    std::vector<JourneyTouchpoints> all;
    reader.query(
        "SELECT j.id, j.key, s.touchpoint FROM journey j "
        "LEFT JOIN journey_map m ON m.journey_id = j.id AND m.kind = 'as_is' "
        "LEFT JOIN journey_step s ON s.map_id = m.id AND s.touchpoint IS NOT NULL "
        "ORDER BY j.position, j.id, s.position",
        [&](const db::Row& row) {
            if (all.empty() || all.back().id != row.text(0)) {
                all.push_back({row.string(1), row.string(0)});
            }
            auto& touchpoints = all.back().touchpoints;
            const auto one = row.maybe_string(2);
            if (one &&
                std::find(touchpoints.begin(), touchpoints.end(), *one) == touchpoints.end()) {
                touchpoints.push_back(*one);
            }
        }
    );
    return all;
}

std::int64_t maps_version(db::Reader& reader) {
    return reader
        .find_integer(
            "SELECT CAST(COALESCE(SUM(revision), 0) + 1000003 * COUNT(*) AS BIGINT) FROM "
            "journey_map"
        )
        .value_or(0);
}

}  // namespace styk::journey
