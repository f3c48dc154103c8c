// A database that reads once more where a request has written already (db/commits.h): what stands
// must not be told as broken because the reading that only tells of it found a dead connection.
#pragma once

#include <memory>

#include "db/database.h"

namespace styk::db {

// What is read after a commit may be read twice, so it must begin anew each time, as a write must.
[[nodiscard]] std::unique_ptr<Database> with_steady_reads(std::unique_ptr<Database> database);

}  // namespace styk::db
