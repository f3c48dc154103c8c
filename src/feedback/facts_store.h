// The log of facts: what each feedback adds to the counts, in the order of commits. Written in the
// transaction that writes the feedback, read on by the one follower.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cube/facts_codec.h"
#include "feedback/directory.h"
#include "feedback/feedback.h"
#include "feedback/term_store.h"

namespace styk::db {
class Reader;
class Tx;
}  // namespace styk::db

namespace styk::feedback {

// The packed facts of a feedback. May write new terms (each in a transaction of its own): call it
// before the write.
[[nodiscard]] std::string pack_facts(
    Terms& terms, const Directory& directory, const Feedback& feedback
);

// How far a reader has come. PostgreSQL: transactions commit in another order than their positions,
// so rows are ordered by the transaction that wrote them and read only below the oldest one still
// open.
struct LogPosition {
    std::int64_t xid = 0;  // SQLite: always 0
    std::int64_t position = 0;

    friend bool operator==(const LogPosition&, const LogPosition&) = default;
};

struct LogRow {
    LogPosition at;
    std::int64_t feedback_seq = 0;
    std::string_view facts;  // empty: the feedback is gone. Lasts until the visitor returns.
};

void log_facts(db::Tx& tx, std::int64_t feedback_seq, std::string_view facts);
void log_changed_facts(db::Tx& tx, std::int64_t feedback_seq, std::string_view facts);
void log_removal(db::Tx& tx, std::int64_t feedback_seq);

// Whether whatever is committed from now on comes after `at`. PostgreSQL: not when the database was
// brought to a server that numbers its transactions anew.
[[nodiscard]] bool is_followed_by_all(db::Reader& reader, const LogPosition& at);

// PostgreSQL: a database restored into a server with lower transaction ids holds rows that would be
// read only once that server has counted so far. They become the oldest ones, in the order of their
// positions: a feedback has one row, so no other order matters. For a start, before anyone follows.
void renumber_log_of_another_server(db::Tx& tx);

// The last row that is safe to read; where there is none, the beginning.
[[nodiscard]] LogPosition end_of_log(db::Reader& reader);

// Every row after `from` that is safe to read, in order.
void read_log(
    db::Reader& reader, const LogPosition& from, const std::function<void(const LogRow&)>& visit
);

}  // namespace styk::feedback
