#include "queue/queue.h"

#include <algorithm>

#include "queue/lease.h"

namespace styk::queue {

namespace {

constexpr std::string_view insert_work =
    "INSERT INTO work (kind, payload, unique_key, due_at, leased_until, lease, attempts, "
    "created_at) "
    "VALUES ($1, $2, $3, $4, 0, '', 0, $5) ON CONFLICT (unique_key) DO NOTHING";

// The condition stands twice: on PostgreSQL a row that another worker took meanwhile is looked at
// again before it is updated.
constexpr std::string_view lease_work =
    "UPDATE work SET leased_until = $2, lease = $3, attempts = attempts + 1 WHERE due_at <= $1 AND "
    "(leased_until <= $1 OR leased_until > $5) "
    "AND position IN (SELECT position FROM work WHERE due_at <= $1 AND "
    "(leased_until <= $1 OR leased_until > $5) ORDER BY due_at LIMIT $4) "
    "RETURNING position, kind, payload, attempts, due_at";

constexpr std::chrono::seconds longest{3600};

}  // namespace

void put(db::Tx& tx, const New& work, Instant now) {
    tx.run(insert_work, work.kind, work.payload, work.unique_key, work.due.us, now.us);
}

std::vector<Work> lease(
    db::Tx& tx, Instant now, Instant until, const std::string& worker, int limit
) {
    std::vector<Work> taken;
    tx.query(
        lease_work,
        [&](const db::Row& row) {
            taken.push_back(
                {row.integer(0),
                 row.string(1),
                 row.string(2),
                 row.integer(3),
                 worker,
                 {row.integer(4)}}
            );
        },
        now.us,
        until.us,
        worker,
        limit,
        (now + longest_lease).us
    );
    return taken;
}

bool renew(db::Tx& tx, const Work& work, Instant until) {
    return tx.run(
               "UPDATE work SET leased_until = $1 WHERE position = $2 AND lease = $3",
               until.us,
               work.position,
               work.lease
           ) == 1;
}

void finish(db::Tx& tx, const Work& work) {
    constexpr std::string_view done =
        "DELETE FROM work WHERE position = $1 AND lease = $2 AND due_at = $3";
    constexpr std::string_view once_more =
        "UPDATE work SET leased_until = 0, lease = '' WHERE position = $1 AND lease = $2";
    if (tx.run(done, work.position, work.lease, work.due.us) == 0) {
        tx.run(once_more, work.position, work.lease);
    }
}

void put_off(db::Tx& tx, const Work& work, Instant now, std::string_view error) {
    tx.run(
        "UPDATE work SET due_at = CASE WHEN due_at = $5 THEN $1 ELSE due_at END, "
        "leased_until = 0, lease = '', last_error = $2 WHERE position = $3 AND lease = $4",
        (now + back_off(work.attempts)).us,
        error,
        work.position,
        work.lease,
        work.due.us
    );
}

std::int64_t count_due(db::Reader& reader, std::string_view kind, Instant now) {
    return reader
        .find_integer("SELECT COUNT(*) FROM work WHERE kind = $1 AND due_at <= $2", kind, now.us)
        .value_or(0);
}

void put_one(db::Tx& tx, std::string_view kind, Instant due, Instant now, std::int64_t mine) {
    tx.run(
        "UPDATE work SET due_at = $1 WHERE kind = $2 AND position <> $3 AND leased_until <= $4 AND "
        "due_at > $1",
        due.us,
        kind,
        mine,
        now.us
    );
    const auto waits = tx.find_integer(
        "SELECT COUNT(*) FROM work WHERE kind = $1 AND position <> $2 AND leased_until <= $3",
        kind,
        mine,
        now.us
    );
    if (waits.value_or(0) == 0) {
        put(tx, {.kind = kind, .due = due}, now);
    }
}

void hasten(db::Tx& tx, std::string_view kind, Instant now) {
    tx.run(
        "UPDATE work SET due_at = $1 WHERE kind = $2 AND (due_at > $1 OR leased_until > $1)",
        now.us,
        kind
    );
}

std::chrono::seconds back_off(std::int64_t attempts) {
    const auto doubled = std::clamp<std::int64_t>(attempts - 1, 0, 10);
    return std::min(longest, std::chrono::seconds(10LL << doubled));
}

}  // namespace styk::queue
