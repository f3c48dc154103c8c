// Several people change one journey map: each edit is checked against what stands there now, kept
// with what undoes it, and told to every open screen.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "journey/edit_store.h"
#include "journey/map_store.h"
#include "story/receive_feedback.h"

namespace styk::story {

// What stands otherwise than was believed, and who made it so.
struct MapClash {
    journey::EditConflict what;
    std::optional<journey::Doing> theirs_by{};
};

struct MapOutcome {
    std::int64_t revision = 0;
    std::optional<std::string> edit_id{};  // none: nothing was to be changed
    std::vector<journey::Edit> edits{};    // as they were carried out
    journey::MapDoc doc;
    std::vector<MapClash> clashes{};  // when there are any, nothing is written
};

// What maps may refer to. In a transaction, since journeys come and go.
[[nodiscard]] journey::Known known_to_maps(
    const feedback::Directory& directory, db::Reader& reader
);

// All of them or none. Throws Refusal{invalid} naming every problem, Refusal{not_found}.
[[nodiscard]] MapOutcome edit_map(
    const Intake& intake,
    const std::string& map,
    const std::vector<journey::Edit>& edits,
    const std::optional<std::string>& note,
    const db::Change& by
);

// Undoing what undid an edit does it again. Throws Refusal{conflict} when it is undone already.
[[nodiscard]] MapOutcome undo_edit(
    const Intake& intake, const std::string& map, const std::string& edit, const db::Change& by
);

// The document of that version again, as one edit that can be undone.
[[nodiscard]] MapOutcome restore_version(
    const Intake& intake, const std::string& map, std::int64_t number, const db::Change& by
);

}  // namespace styk::story
