// How often this thread has written: a door that fails after it knows that something stands.
#pragma once

#include <cstdint>

namespace styk::db {

[[nodiscard]] std::uint64_t commits_of_this_thread();

void count_commit();  // by each kind of database, when a write of this thread is durable

}  // namespace styk::db
