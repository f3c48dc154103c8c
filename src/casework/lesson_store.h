// What of causes, practices and findings goes beyond one record.
#pragma once

#include "casework/lesson.h"
#include "db/reader.h"

namespace styk::casework {

// Whether cases or other causes name it.
[[nodiscard]] bool is_used(db::Reader& reader, const Id<Cause>& cause);

// Somebody says that it helped. False when they said so before.
bool note_use(db::Tx& tx, const Id<Practice>& practice, const std::string& user);

// Its cases stand without it.
void leave_cases(db::Tx& tx, const Id<Finding>& finding);

// Ids of the feedback by which people answered surveys that these events (keys) asked for.
[[nodiscard]] std::vector<std::string> list_answers_to(
    db::Reader& reader, const std::vector<std::string>& events
);

}  // namespace styk::casework
