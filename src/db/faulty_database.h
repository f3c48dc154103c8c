// A database in which what the thread's plan names breaks (base/faults.h): every statement and
// every commit is a step. For test/fault; a thread without a plan notices nothing.
#pragma once

#include <memory>

#include "db/database.h"

namespace styk::db {

[[nodiscard]] std::unique_ptr<Database> with_faults(std::unique_ptr<Database> database);

}  // namespace styk::db
