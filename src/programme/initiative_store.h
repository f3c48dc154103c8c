// What is special in storing initiatives: what they name, and what they came from.
#pragma once

#include <optional>
#include <string>

#include "casework/lesson.h"
#include "db/record_store.h"
#include "journey/map.h"
#include "people/department.h"
#include "programme/initiative.h"

namespace styk::programme {

// Fills in what the cell, pain, idea or finding that it names says today, and its touchpoint and
// departments where it has none. Throws Refusal{invalid} naming every problem.
void take_origin(db::Reader& reader, Initiative& initiative);

// Owner, departments, touchpoints and the finding are there; its own rules hold. Throws
// Refusal{invalid} naming every problem.
void check_initiative(db::Reader& reader, const Initiative& initiative);

// What stands today where it came from.
struct OriginNow {
    bool there = false;
    std::optional<std::string> journey{}, map{}, name{}, text{};  // name: of the step or finding
    std::optional<journey::MapKind> kind{};
    std::optional<std::int64_t> votes{};
};

[[nodiscard]] OriginNow origin_now(db::Reader& reader, const Initiative& initiative);

// They go; the initiatives stand without them.
void leave_finding(db::Tx& tx, const Id<casework::Finding>& finding);
void leave_touchpoint(db::Tx& tx, const Id<journey::Touchpoint>& touchpoint);
void leave_department(db::Tx& tx, const Id<people::Department>& department);

}  // namespace styk::programme
