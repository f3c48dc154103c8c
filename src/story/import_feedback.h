// A file is brought in: uploaded, looked at, checked as a whole, written in batches, perhaps taken
// back. What takes long is work on the queue (import_handlers.h).
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "feedback/import.h"
#include "json/fwd.h"
#include "story/receive_feedback.h"

namespace styk::story {

struct Upload {
    feedback::ImportKind kind = feedback::ImportKind::feedback;
    std::string name;
    std::filesystem::path file;
    bool of_lines = false;  // NDJSON, in the form of the API
    std::string survey{};   // key or id: the rows are answers to it
};

// Throws Refusal{invalid} when the file is none that can be imported; then nothing is kept.
feedback::Import upload_import(const Intake& intake, const Upload& upload, const db::Change& by);

// `map`: what the person agreed to; null: what was guessed or agreed to before. A map of nothing
// but delimiter and encoding reads the columns anew and waits. Throws Refusal{invalid} naming all
// that is wrong with the map.
feedback::Import check_import(
    const Intake& intake,
    const Id<feedback::Import>& id,
    const json::Value* map,
    const db::Change& by
);

// `open_cases`: rules judge what is younger than thirty days as if it came live, and complaints
// open cases. Nobody wants that of years of history, so it is asked for.
feedback::Import run_import(
    const Intake& intake,
    const Id<feedback::Import>& id,
    const json::Value* map,
    bool open_cases,
    const db::Change& by
);

feedback::Import undo_import(
    const Intake& intake, const Id<feedback::Import>& id, const db::Change& by
);

// The record and the file; what came in stays. Refusal{stale} when a revision is named and it is
// another one.
void remove_import(
    const Intake& intake,
    const Id<feedback::Import>& id,
    std::optional<std::int64_t> revision,
    const db::Change& by
);

}  // namespace styk::story
