// Who was forgotten, as it is stored: nobody can be told from it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/reader.h"
#include "privacy/erasure.h"

namespace styk::privacy {

// False when they stand in it already.
bool add_erasure(db::Tx& tx, const Erasure& erasure);

void note_repeated(db::Tx& tx, const std::string& subject_hash, Instant at);

// Newest first.
[[nodiscard]] std::vector<Erasure> list_erasures(db::Reader& reader, int limit);

// Ids of customers or users who are there although they were forgotten.
[[nodiscard]] std::vector<std::string> find_returned(
    db::Reader& reader, Subject subject, const std::vector<Erasure>& erasures
);

// Customers of whom nothing was heard since then: made before, no feedback, event, case, answer or
// consent after it. At most `limit`.
[[nodiscard]] std::vector<std::string> list_silent_customers(
    db::Reader& reader, Instant since, int limit
);

[[nodiscard]] std::int64_t count_silent_customers(db::Reader& reader, Instant since);

}  // namespace styk::privacy
