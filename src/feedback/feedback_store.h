// The only SQL about feedback.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/record_store.h"
#include "feedback/feedback.h"
#include "feedback/filter.h"

namespace styk::feedback {

// Writes feedback, ratings, search words and facts; sets seq. `facts` is pack_facts of it.
void add(db::Tx& tx, Feedback& feedback, std::string_view facts);

// Tags, handled_at: what may change after. Refusal{stale} when the revision has moved on.
void change(db::Tx& tx, const Feedback& before, Feedback& after, const db::Change& by);

// Replaces the facts of a stored feedback, when what is counted by has changed.
void change_facts(db::Tx& tx, const Feedback& feedback, std::string_view facts);

// Replaces what was read in the comment, and the facts with it; no new revision. False when
// somebody changed the feedback since it was read, or removed it: then nothing is written.
[[nodiscard]] bool change_reading(db::Tx& tx, const Feedback& feedback, std::string_view facts);

// The same with a new revision: a person changed the labels.
[[nodiscard]] bool change_labels(db::Tx& tx, const Feedback& feedback, std::string_view facts);

void remove(db::Tx& tx, const Feedback& feedback);

// Employees' voices that joined the inbox one by one, as their ids tell (voice.h).
[[nodiscard]] std::vector<Feedback> list_unguarded_voices(db::Reader& reader);

[[nodiscard]] std::optional<Feedback> find(db::Reader& reader, const Id<Feedback>& id);

// In any order; unknown ids are left out.
[[nodiscard]] std::vector<Feedback> load_many(
    db::Reader& reader, const std::vector<std::string>& ids
);

struct ListOrder {
    bool oldest_first = false;
    int limit = record::default_limit;
    std::optional<record::Cursor> after;  // occurred_at and seq
};

struct FeedbackPage {
    std::vector<Feedback> items;
    std::optional<std::string> next_cursor;
};

[[nodiscard]] FeedbackPage list(db::Reader& reader, const Filter& filter, const ListOrder& order);

// The rows (Feedback::seq) that a filter selects, for counting what the cube does not know (words,
// tags).
[[nodiscard]] std::vector<std::int64_t> list_seqs(db::Reader& reader, const Filter& filter);

// In order of seq, for walks over everything: at most `limit` after `seq`, all or those of one
// import.
[[nodiscard]] std::vector<Feedback> list_after(
    db::Reader& reader,
    std::int64_t seq,
    int limit,
    const std::optional<std::string>& import_id = {}
);

}  // namespace styk::feedback
