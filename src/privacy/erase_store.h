// The rows of one person go, or are made nobody's, as register.h says. What takes more than SQL
// (feedback, answers, the facts of figures) is the story's: erase_person.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "privacy/trace_store.h"

namespace styk::privacy {

// Of one table, for whoever decides.
struct Share {
    std::string table;
    Chapter chapter = Chapter::profile;
    std::int64_t rows = 0;
    bool goes = true;  // else it stays without the person
};

[[nodiscard]] std::vector<Share> count_rows(db::Reader& reader, const Traces& traces, Mode mode);

// Everything but what the story does; how many rows.
std::int64_t erase_rows(db::Tx& tx, const Traces& traces, Mode mode);

// What the trail says of their records: that something was done stays, what it was goes.
std::int64_t scrub_audit(db::Tx& tx, const Traces& traces);

// Their wish to get no mail outlives them, as a mark (survey: Suppression). `marks`: address ->
// mark, of each of theirs.
std::int64_t hide_suppressions(
    db::Tx& tx, const Traces& traces, const std::map<std::string, std::string>& marks
);

// Whether there are any of those that mark_again makes anew.
[[nodiscard]] bool has_bare_marks(db::Reader& reader);

// Marks from before they had a key, which were the bare SHA-256 of an address or of the name that
// another tool gave to an anonymous answer: `again` makes one with a key of each. At most `limit`;
// how many.
std::int64_t mark_again(
    db::Tx& tx, const std::function<std::string(const std::string&)>& again, int limit
);

// The row of the customer itself.
bool remove_customer(db::Tx& tx, const std::string& id);

// The account stays, as others' work leads to it, but is nobody's and lets nobody in.
bool empty_user(db::Tx& tx, const std::string& id, Instant at);

// The file of counts beside the database holds whom the facts were of: no start may take it.
void drop_figures_marks(db::Tx& tx);

}  // namespace styk::privacy
