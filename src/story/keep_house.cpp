#include "story/keep_house.h"

#include "people/session_store.h"
#include "queue/queue.h"

namespace styk::story {

namespace {

constexpr std::chrono::hours keys_kept{24};

}  // namespace

void ask_keep_house(db::Tx& tx, Instant due, Instant now) {
    queue::put(tx, {.kind = keep_house_work, .due = due, .unique_key = std::string(keep_house_work)}, now);
}

void keep_house(db::Database& database, Instant now) {
    people::forget_ended_sessions(database, now);
    database.write([&](db::Tx& tx) {
        tx.run("DELETE FROM idempotency WHERE created_at < $1", (now - keys_kept).us);
        tx.run("DELETE FROM welcome WHERE expires_at < $1", now.us);
    });
}

}  // namespace styk::story
