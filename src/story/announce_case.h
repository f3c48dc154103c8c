// What those outside are told of a case: enough to find it, nothing that names the customer.
#pragma once

#include <vector>

#include "casework/case.h"
#include "db/reader.h"

namespace styk::story {

void announce_opened(db::Tx& tx, const casework::Case& one);

// case.closed when it was closed by these steps, else case.changed; nothing without a step.
void announce_changed(
    db::Tx& tx, const casework::Case& one, const std::vector<casework::Step>& log
);

}  // namespace styk::story
