// The only SQL that writes cases and their log.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/case.h"
#include "db/reader.h"

namespace styk::casework {

// What stands in the columns of the order where a case has no deadline or no value.
inline constexpr std::int64_t no_deadline = std::int64_t{1} << 62U;
inline constexpr double no_value = -1e300;

// Sets seq; revision is 1.
void add(db::Tx& tx, Case& one);

[[nodiscard]] std::optional<Case> find_case(db::Reader& reader, const Id<Case>& id);
[[nodiscard]] Case load_case(db::Reader& reader, const Id<Case>& id);  // Refusal{not_found}

// By the token of its status page.
[[nodiscard]] std::optional<Case> find_case_by_token(db::Reader& reader, const std::string& token);

// The case that this feedback opened or joined.
[[nodiscard]] std::optional<Id<Case>> find_case_of(db::Reader& reader, const std::string& feedback);

// The newest open case of a customer at a touchpoint (key; "": at none), opened since.
[[nodiscard]] std::optional<Case> find_open_case(
    db::Reader& reader,
    const Id<customer::Customer>& customer,
    const std::string& touchpoint,
    Instant since
);

// Writes everything that may change, with the next revision and updated_at. Refusal{stale} when
// somebody changed the case since it was read.
void change(db::Tx& tx, Case& one, Instant now);

// Appends to the log. `id` is the caller's, made before the transaction.
void append(db::Tx& tx, const Step& step);

// Oldest first.
[[nodiscard]] std::vector<Step> list_steps(db::Reader& reader, const Id<Case>& id);

// What joined the case belongs to it. False when the feedback belongs to one already.
bool join(db::Tx& tx, const Id<Case>& id, const std::string& feedback, Instant at);

// Ids of feedback that joined, oldest first; without the one that opened it.
[[nodiscard]] std::vector<std::string> list_joined(db::Reader& reader, const Id<Case>& id);

// The feedback was deleted: its words go from cases, from their logs and from what people were
// told. The work that was done stays.
void forget_feedback(db::Tx& tx, const std::string& feedback);

// What joined `from` joins `into`.
void move_joined(db::Tx& tx, const Id<Case>& from, const Id<Case>& into);

// Cases that were merged into this one.
[[nodiscard]] std::vector<Case> list_merged(db::Reader& reader, const Id<Case>& id);

[[nodiscard]] std::vector<Case> list_of_finding(db::Reader& reader, const std::string& finding);

// Of a customer, newest first.
[[nodiscard]] std::vector<Case> list_of_customer(
    db::Reader& reader, const Id<customer::Customer>& customer, int limit
);

// Open ones whose next level is to hear of them, the longest overdue first.
[[nodiscard]] std::vector<Case> list_to_escalate(db::Reader& reader, Instant now, int limit);

// The columns of a case over `customer_case k`, and a row of them; for the lists of other stores.
[[nodiscard]] const std::string& select_case();
[[nodiscard]] Case read_case(const db::Row& row);

}  // namespace styk::casework
