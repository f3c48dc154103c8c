// Durable work: put into the transaction that causes it, done later by whoever leases it. At least
// once: a worker that dies leaves its lease to run out, and the work is done again.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "db/reader.h"

namespace styk::queue {

struct Work {
    std::int64_t position = 0;
    std::string kind;     // names the handler
    std::string payload;  // JSON, for the handler alone
    std::int64_t attempts = 0;
    std::string lease;  // of the worker that holds it
    Instant due{};      // when it was taken; another one by now: asked for again meanwhile
};

struct New {
    std::string_view kind;
    std::string_view payload = "{}";
    Instant due;
    std::optional<std::string> unique_key = {
    };  // while work with this key waits, another one is not put
};

void put(db::Tx& tx, const New& work, Instant now);

// At most `limit` pieces that are due and held by nobody; they are this worker's until `until`.
[[nodiscard]] std::vector<Work> lease(
    db::Tx& tx, Instant now, Instant until, const std::string& worker, int limit
);

// False when the lease was lost: someone else does the work now.
[[nodiscard]] bool renew(db::Tx& tx, const Work& work, Instant until);

// Work that was asked for again while it was held (hasten) stays: what it was done by may be old.
void finish(db::Tx& tx, const Work& work);

// Tried again later: 10 s, 20 s, 40 s … at most an hour. The error stays readable in the table.
void put_off(db::Tx& tx, const Work& work, Instant now, std::string_view error);

[[nodiscard]] std::int64_t count_due(db::Reader& reader, std::string_view kind, Instant now);

// Work of which one waiting piece is enough: puts one unless another than `mine` (0: none) waits,
// which then becomes due no later. A piece that somebody works on does not wait.
void put_one(db::Tx& tx, std::string_view kind, Instant due, Instant now, std::int64_t mine = 0);

// What waits of this kind for a later try is due now, and what is held will be once more.
void hasten(db::Tx& tx, std::string_view kind, Instant now);

[[nodiscard]] std::chrono::seconds back_off(std::int64_t attempts);

}  // namespace styk::queue
