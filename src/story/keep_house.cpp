#include "story/keep_house.h"

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

void ask_keep_house(db::Tx& tx, Instant due, Instant now, std::int64_t mine) {
    queue::put_one(tx, keep_house_work, due, now, mine);
}

void keep_house(db::Database& database, Instant now, std::int64_t mine) {
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
        ask_keep_house(tx, now + std::chrono::hours(24), now, mine);
    });
}

}  // namespace styk::story
