#include "feedback/reading_state_store.h"

namespace styk::feedback {

std::optional<ReadingState> find_reading_state(db::Reader& reader) {
    std::optional<ReadingState> found;
    reader.query(
        "SELECT version, done_seq, last_seq, started_at, finished_at FROM reading_state WHERE id = "
        "1",
        [&](const db::Row& row) {
            auto& state = found.emplace();
            state.version = row.string(0);
            state.done_seq = row.integer(1);
            state.last_seq = row.integer(2);
            state.started_at = {row.integer(3)};
            if (!row.is_null(4)) {
                state.finished_at = Instant{row.integer(4)};
            }
        }
    );
    return found;
}

void begin_reading(db::Tx& tx, const std::string& version, Instant now) {
    const auto last = tx.find_integer("SELECT MAX(seq) FROM feedback").value_or(0);
    tx.run(
        "INSERT INTO reading_state (id, version, done_seq, last_seq, started_at, finished_at) "
        "VALUES (1, $1, 0, $2, $3, NULL) ON CONFLICT (id) DO UPDATE SET "
        "version = excluded.version, done_seq = 0, last_seq = excluded.last_seq, "
        "started_at = excluded.started_at, finished_at = NULL",
        version,
        last,
        now.us
    );
}

void note_read(db::Tx& tx, std::int64_t done_seq) {
    tx.run("UPDATE reading_state SET done_seq = $1 WHERE id = 1", done_seq);
}

void finish_reading(db::Tx& tx, Instant now) {
    tx.run("UPDATE reading_state SET finished_at = $1 WHERE id = 1", now.us);
}

std::int64_t count_to_read(db::Reader& reader, const std::string& version, std::int64_t after_seq) {
    return reader
        .find_integer(
            "SELECT COUNT(*) FROM feedback WHERE seq > $1 AND comment IS NOT NULL AND "
            "kind <> 'employee_voice' AND read_by IS DISTINCT FROM $2",
            after_seq,
            version
        )
        .value_or(0);
}

bool was_read_otherwise(db::Reader& reader, const std::string& version) {
    return reader
        .find_integer(
            "SELECT 1 FROM feedback WHERE read_by IS NOT NULL AND read_by <> $1 LIMIT 1", version
        )
        .has_value();
}

}  // namespace styk::feedback
