#include "db/commits.h"

namespace styk::db {

namespace {

// Belongs to the work of one thread, as its deadline does (DeadlineScope).
thread_local std::uint64_t commits = 0;

}  // namespace

std::uint64_t commits_of_this_thread() {
    return commits;
}

void count_commit() {
    ++commits;
}

}  // namespace styk::db
