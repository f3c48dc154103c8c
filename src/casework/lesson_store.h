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

}  // namespace styk::casework
