// Full-text search: FTS5 on SQLite, tsvector on PostgreSQL, the same words found on both. The texts
// are folded (base/text.h: lower case, no diacritics) before they are indexed, so that "zolty"
// finds "żółty".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "db/reader.h"

namespace styk::db {

// Indexes `text` under the row `seq` at the end of the transaction.
void index_text(Tx& tx, std::int64_t seq, std::string_view text);

// At once: for many texts that nothing else waits for.
void index_text_now(Tx& tx, std::int64_t seq, std::string_view text);

// `text` must be what was indexed.
void forget_text(Tx& tx, std::int64_t seq, std::string_view text);

// What a person typed as a query of the index: every word must occur, the last one may be a
// beginning.
// "" when there is no word in it.
[[nodiscard]] std::string to_match(Dialect dialect, std::string_view typed);

// "seq IN (…)" over `column`, with the match in placeholder `number`.
[[nodiscard]] std::string match_condition(Dialect dialect, std::string_view column, int number);

}  // namespace styk::db
