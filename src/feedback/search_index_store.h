// The full-text index made anew, after a restore.
#pragma once

#include "db/reader.h"

namespace styk::feedback {

// Indexes the comment of every feedback; the index must be empty.
void index_all_comments(db::Tx& tx);

}  // namespace styk::feedback
