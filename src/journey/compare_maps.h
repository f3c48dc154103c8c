// The way as it is beside the way as it is to be: what is saved, and what becomes of each pain.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "journey/map.h"

namespace styk::journey {

// What walking the map once takes. Minutes and effort are of the steps that say so.
struct WayLength {
    std::int64_t steps = 0, minutes = 0, effort = 0;
    std::int64_t with_minutes = 0, with_effort = 0;  // steps that say so
};

struct PainRemedy {
    std::string step_id, name, note;  // of the to-be step
};

struct ComparedPain {
    std::string step_id, name;
    std::string source;  // "people" or "data"
    std::vector<PainRemedy> removed_by{};
};

struct ReplacedSteps {
    std::vector<std::string> as_is{};
    std::string to_be;
};

struct MapComparison {
    WayLength as_is, to_be;
    std::vector<ComparedPain> pains{};
    std::vector<ReplacedSteps> replaced{};
    std::vector<std::string> dropped{},
        added{};  // steps that stand for nothing, or for nothing old
};

[[nodiscard]] WayLength length_of(const MapDoc& doc);

// Steps that hurt: what people say wins over `by_rule`, ids of steps whose figures say so.
[[nodiscard]] MapComparison compare(
    const MapDoc& as_is, const MapDoc& to_be, const std::set<std::string>& by_rule = {}
);

// A copy of a map to change into a better one: steps with ids of their own, each standing for its
// old one; marks and ideas stay behind. `new_id` makes ids.
[[nodiscard]] MapDoc copy_as_to_be(const MapDoc& as_is, const std::function<std::string()>& new_id);

// The same with ids of its own throughout: for templates and imports of one map twice.
[[nodiscard]] MapDoc copy_with_new_ids(
    const MapDoc& doc, const std::function<std::string()>& new_id
);

}  // namespace styk::journey
