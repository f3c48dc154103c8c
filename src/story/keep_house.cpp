#include "story/keep_house.h"

#include <fmt/format.h>

#include "casework/notification_store.h"
#include "journey/talk_store.h"
#include "people/session_store.h"
#include "queue/queue.h"
#include "story/outbox_store.h"
#include "story/settle_anonymous.h"
#include "story/take_mail.h"
#include "story/webhook_store.h"

namespace styk::story {

namespace {

constexpr std::chrono::hours keys_kept{24};
constexpr std::chrono::hours sent_mails_kept{24 * 30}, announced_kept{24 * 30},
    incoming_kept{24 * 365}, failed_mails_kept{24 * 90};
constexpr std::chrono::hours seen_notices_kept{24 * 90};

}  // namespace

void ask_keep_house(db::Tx& tx, Instant due, Instant now) {
    // One a day: today's must not keep tomorrow's out of the queue while it is being done.
    const std::int64_t day = due.us / 86'400'000'000;
    queue::put(
        tx,
        {.kind = keep_house_work,
         .due = due,
         .unique_key = fmt::format("{}/{}", keep_house_work, day)},
        now
    );
}

void keep_house(db::Database& database, Instant now) {
    people::forget_ended_sessions(database, now);
    database.write([&](db::Tx& tx) {
        tx.run("DELETE FROM idempotency WHERE created_at < $1", (now - keys_kept).us);
        tx.run("DELETE FROM welcome WHERE expires_at < $1", now.us);
        casework::forget_notifications(tx, now - seen_notices_kept);
        forget_mails(tx, now - sent_mails_kept, now - failed_mails_kept);
        journey::drop_old_news(tx, now);
        ask_settle_all(tx, now);
        forget_events(tx, now - announced_kept);
        forget_incoming(tx, now - incoming_kept);
        ask_keep_house(tx, now + std::chrono::hours(24), now);
    });
}

}  // namespace styk::story
