#include "db/commits.h"

#include <limits>

namespace styk::db {

namespace {

constexpr std::uint64_t nowhere = std::numeric_limits<std::uint64_t>::max();

// Both belong to the work of one thread, as its deadline does (DeadlineScope).
thread_local std::uint64_t commits = 0;
thread_local std::uint64_t commits_at_begin = nowhere;
thread_local int asides = 0;

}  // namespace

CommitScope::CommitScope() : outer_(commits_at_begin) {
    commits_at_begin = commits;
}

CommitScope::~CommitScope() {
    commits_at_begin = outer_;
}

bool CommitScope::has_written() {
    return commits_at_begin != nowhere && commits > commits_at_begin;
}

AsideScope::AsideScope() : before_(commits) {
    ++asides;
}

AsideScope::~AsideScope() {
    --asides;
    commits = before_;
}

bool AsideScope::lasts() {
    return asides > 0;
}

void count_commit() {
    ++commits;
}

}  // namespace styk::db
