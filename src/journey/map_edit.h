// Changing a map by small edits, each of one cell, so that many people work on one map: who changes
// a cell that is no more as they saw it hears of it, and nothing is lost. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "journey/map.h"
#include "journey/map_rules.h"
#include "json/fwd.h"

namespace styk::journey {

BOOST_DEFINE_ENUM_CLASS(EditOp, set, add, remove, move)

// As it was sent, or, once it was carried out, with everything that undoing it needs.
//   set     ["steps", ID, "action"]                 was, value
//   add     ["steps"], ["steps", ID, "questions"]   value, after
//   remove  ["steps", ID]                           was and was_after once carried out
//   move    ["steps", ID]                           after, stage_id; was_… once carried out
struct Edit {
    EditOp op = EditOp::set;
    Texts path{};
    std::optional<std::string> was{}, value{};  // JSON
    std::optional<std::string> after{};         // behind which of its like; nothing: first
    bool last = false;                          // behind all; `after` was not given
    std::optional<std::string> stage_id{}, was_after{}, was_stage_id{};

    friend bool operator==(const Edit&, const Edit&) = default;
};

// A cell that stands otherwise than who edits it believes. JSON; theirs is "null" when it is gone.
struct EditConflict {
    Texts path;
    std::string yours, theirs;
};

// Who edits: written into ideas and marks.
struct EditStamp {
    std::string user_id, at;
};

struct Applied {
    std::vector<Edit> edits{};  // carried out, complete; without what changes nothing
    Problems problems{};        // pointers "/edits/0/value"
    std::vector<EditConflict> conflicts{};

    [[nodiscard]] bool is_fine() const { return problems.empty() && conflicts.empty(); }
};

// In their order, all or nothing: unless everything is fine, `doc` must be thrown away. Without a
// stamp the edits are our own (an undo): what the server sets is taken from them and references are
// believed.
[[nodiscard]] Applied apply(
    MapDoc& doc, const std::vector<Edit>& edits, const Known* known, const EditStamp* stamp
);

// What undoes carried out edits.
[[nodiscard]] std::vector<Edit> invert(const std::vector<Edit>& applied);

// What makes `to` of `from`.
[[nodiscard]] std::vector<Edit> edits_between(const MapDoc& from, const MapDoc& to);

// The path of what the edit touches: of an added part its own.
[[nodiscard]] Texts place_of(const Edit& edit);

// Whether one stands within the other.
[[nodiscard]] bool overlap(const Texts& a, const Texts& b);

// Wire form. Problems of reading stand at "/edits/…".
[[nodiscard]] std::vector<Edit> read_edits(const json::Value& in, Problems& problems);
[[nodiscard]] std::vector<Edit> read_stored_edits(std::string_view text);
[[nodiscard]] json::Array to_json(const std::vector<Edit>& edits);

}  // namespace styk::journey
