// What a thread has written: a door that fails after it knows that something stands.
#pragma once

#include <cstdint>

namespace styk::db {

// One request, or one piece of work: what this thread writes until the scope ends.
class CommitScope {
public:
    CommitScope();
    CommitScope(const CommitScope&) = delete;
    CommitScope& operator=(const CommitScope&) = delete;
    ~CommitScope();

    // Whether something of the innermost scope stands; false where there is none.
    [[nodiscard]] static bool has_written();

private:
    std::uint64_t outer_;
};

// What is written meanwhile is nobody's: words learnt beforehand, which stay whatever becomes of
// the request.
class AsideScope {
public:
    AsideScope();
    AsideScope(const AsideScope&) = delete;
    AsideScope& operator=(const AsideScope&) = delete;
    ~AsideScope();

    [[nodiscard]] static bool lasts();  // in this thread, now

private:
    std::uint64_t before_;
};

void count_commit();  // by each kind of database, when a write of this thread is durable

}  // namespace styk::db
