// What was kept long enough, rule by rule (settings.h). The words of feedback and silent
// customers are the story's. Each says how many records it took.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.h"
#include "db/reader.h"

namespace styk::privacy {

[[nodiscard]] std::int64_t count_old_comments(db::Reader& reader, Instant before);

// The next feedback with words after `seq` that is old enough: at most `limit` rows.
[[nodiscard]] std::vector<std::int64_t> list_old_comments(
    db::Reader& reader, Instant before, int limit
);

// A closed case does not quote it any longer.
void drop_words_of_cases(db::Tx& tx, const std::string& feedback_id);

// Answers of responses: counted ones lose their words with their feedback, those that were never
// finished go.
[[nodiscard]] std::int64_t count_old_partials(db::Reader& reader, Instant before);
std::int64_t drop_old_partials(db::Tx& tx, Instant before);

[[nodiscard]] std::int64_t count_old_invitations(db::Reader& reader, Instant before);
std::int64_t forget_invited(db::Tx& tx, Instant before);

[[nodiscard]] std::int64_t count_old_mails(db::Reader& reader, Instant before);
std::int64_t forget_mails(db::Tx& tx, Instant before);

[[nodiscard]] std::int64_t count_old_clicks(db::Reader& reader, Instant before);
std::int64_t forget_clicks(db::Tx& tx, Instant before);

[[nodiscard]] std::int64_t count_old_audit(db::Reader& reader, Instant before);
std::int64_t forget_audit(db::Tx& tx, Instant before);

}  // namespace styk::privacy
