// A person who writes a note is named in the audit trail; feedback over the API names its source
// itself. Who speaks as an employee is named nowhere.
#pragma once

#include "db/record_store.h"
#include "feedback/feedback.h"

namespace styk::story {

void audit_note(db::Tx& tx, const feedback::Feedback& feedback, const db::Change& by);

}  // namespace styk::story
