// How far a new reading of all stored comments has come.
#pragma once

#include <optional>
#include <string>

#include "base/instant.h"
#include "db/database.h"

namespace styk::feedback {

struct ReadingState {
    std::string version;        // by which everything is read, or will be
    std::int64_t done_seq = 0;  // so far: rows (Feedback::seq) up to this one
    std::int64_t last_seq = 0;  // the last one that was there when it began
    Instant started_at;
    std::optional<Instant> finished_at;
};

[[nodiscard]] std::optional<ReadingState> find_reading_state(db::Reader& reader);

// From the beginning, by another version.
void begin_reading(db::Tx& tx, const std::string& version, Instant now);

void note_read(db::Tx& tx, std::int64_t done_seq);
void finish_reading(db::Tx& tx, Instant now);

// Comments in rows after `seq` that were read otherwise or not at all.
[[nodiscard]] std::int64_t count_to_read(
    db::Reader& reader, const std::string& version, std::int64_t after_seq
);

[[nodiscard]] bool was_read_otherwise(db::Reader& reader, const std::string& version);

}  // namespace styk::feedback
