// Maps as they are kept: the document in one piece, its steps beside it for searching and joining.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/record_store.h"
#include "journey/journey.h"
#include "journey/map.h"

namespace styk::journey {

// Everything of a map but its document.
struct MapHead {
    std::string id;
    Id<Journey> journey_id;
    MapKind kind = MapKind::as_is;
    std::string name;
    std::int64_t position = 0, revision = 1, steps = 0;
    Instant created_at, updated_at;
    std::optional<std::string> updated_by{};  // their name
};

struct JourneyMap {
    MapHead head;
    MapDoc doc;
};

[[nodiscard]] std::optional<JourneyMap> find_map(db::Reader& reader, const std::string& id);
[[nodiscard]] JourneyMap load_map(db::Reader& reader, const std::string& id);  // Refusal{not_found}

void need_map(db::Reader& reader, const std::string& id);  // the same refusal

// As-is first, then in the order of their making.
[[nodiscard]] std::vector<MapHead> list_maps(db::Reader& reader, const Id<Journey>& journey);
[[nodiscard]] std::vector<JourneyMap> load_maps(db::Reader& reader, const Id<Journey>& journey);

// As load_map, and nobody else writes this map until the transaction is over.
[[nodiscard]] JourneyMap lock_map(db::Tx& tx, const std::string& id);

void add_map(db::Tx& tx, const JourneyMap& map);

// `after` in the place of `before`: the document, name, revision, and who changed it when.
void change_map(db::Tx& tx, const JourneyMap& before, const JourneyMap& after);
void remove_map(db::Tx& tx, const std::string& id);

struct FoundStep {
    std::string journey_id, journey, map_id, map, step_id, step, snippet;
    MapKind kind = MapKind::as_is;
    std::optional<std::string> touchpoint{};
};

// Steps whose words hold every word of `q`; those whose name does come first.
[[nodiscard]] std::vector<FoundStep> search_steps(
    db::Reader& reader, const std::string& q, int limit
);

[[nodiscard]] std::vector<std::string> list_journey_ids(db::Reader& reader);

// Owner, personas and departments exist. Throws Refusal{invalid} naming every problem.
void check_references(db::Reader& reader, const Journey& journey);

// The key made of `wanted`, with a number behind it when it is taken.
[[nodiscard]] std::string free_journey_key(db::Reader& reader, const std::string& wanted);

}  // namespace styk::journey
