// Cases that a file opened, when it is taken back.
#pragma once

#include <string>

#include "db/reader.h"

namespace styk::casework {

// Those whose feedback the import brought and nobody has worked on go, with their log and news. Of
// the others only the words go: the work that was done stays. Before the feedback itself is
// removed.
void remove_cases_of_import(db::Tx& tx, const std::string& import_id);

}  // namespace styk::casework
