// The only SQL about imports and the bytes of their files.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "db/record_store.h"
#include "feedback/import.h"

namespace styk::feedback {

void add_import(db::Tx& tx, Import& import, const db::Change& by);

// Writes all of it but rows_done and what is counted beside it. False: someone else has changed its
// state since it was read.
bool change_import(db::Tx& tx, const Import& before, Import& after, Instant now);

// rows_done, added, skipped, ratings, while the state stays. False: another worker has gone on from
// `before`.
bool keep_progress(db::Tx& tx, const Import& before, const Import& after);

// The record and its file; what was brought in stays.
void remove_import(db::Tx& tx, const Import& import, const db::Change& by);

// Nothing while the file is still coming in.
[[nodiscard]] std::optional<Import> find_import(db::Reader& reader, const Id<Import>& id);

// Newest first.
[[nodiscard]] db::Page<Import> list_imports(db::Reader& reader, record::ListQuery query);

void add_chunk(db::Tx& tx, const Id<Import>& id, std::int64_t n, std::string_view bytes);
[[nodiscard]] std::optional<std::string> find_chunk(
    db::Reader& reader, const Id<Import>& id, std::int64_t n
);
void drop_file(db::Tx& tx, const Id<Import>& id);

// Files whose upload was never finished.
void drop_lost_uploads(db::Tx& tx, Instant begun_before);

// Which of these keys feedback already has.
[[nodiscard]] std::unordered_set<std::string> list_known_keys(
    db::Reader& reader, std::span<const std::string> keys
);

// At most `limit` of the feedback that an import brought in, with its facts, and all its voices
// that still wait; how many went.
std::int64_t remove_feedback_of(db::Tx& tx, const Id<Import>& id, int limit);

// Remembers those of these customers (by the ids drawn for new ones) who came with the import.
void note_new_customers(
    db::Tx& tx, const Id<Import>& id, std::span<const std::string> customer_ids
);

// The same for customers who came with it and have no feedback and no events; the others stay and
// are forgotten here.
std::int64_t remove_customers_of(db::Tx& tx, const Id<Import>& id, int limit, const db::Change& by);

}  // namespace styk::feedback
