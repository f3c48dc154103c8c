#include "story/outbox_store.h"

#include <fmt/format.h>

#include "json/json.h"
#include "queue/queue.h"

namespace styk::story {

namespace {

constexpr std::string_view insert_mail =
    "INSERT INTO outgoing_mail (id, message_id, recipient, recipient_name, subject, text, html, "
    "unsubscribe, state, attempts, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', 0, $9)";

constexpr std::string_view select_mail =
    "SELECT position, id, message_id, recipient, recipient_name, subject, text, html, unsubscribe, "
    "state, attempts, last_error, created_at, tried_at, sent_at FROM outgoing_mail WHERE id = $1";

constexpr std::string_view select_newest =
    "SELECT position, id, message_id, recipient, recipient_name, subject, '', '', NULL, state, "
    "attempts, last_error, created_at, tried_at, sent_at FROM outgoing_mail "
    "WHERE ($1 = '' OR state = $1) AND position < $2 ORDER BY position DESC LIMIT $3";

std::optional<Instant> maybe_instant(const db::Row& row, int column) {
    const auto us = row.maybe_integer(column);
    return us ? std::optional(Instant{*us}) : std::nullopt;
}

OutgoingMail read_mail(const db::Row& row) {
    OutgoingMail mail;
    mail.position = row.integer(0);
    mail.id = row.string(1);
    mail.message_id = row.string(2);
    mail.recipient = row.string(3);
    mail.recipient_name = row.string(4);
    mail.subject = row.string(5);
    mail.text = row.string(6);
    mail.html = row.string(7);
    mail.unsubscribe = row.maybe_string(8).value_or("");
    mail.state = row.string(9);
    mail.attempts = row.integer(10);
    mail.last_error = row.maybe_string(11);
    mail.created_at = {row.integer(12)};
    mail.tried_at = maybe_instant(row, 13);
    mail.sent_at = maybe_instant(row, 14);
    return mail;
}

}  // namespace

void add_mail(db::Tx& tx, const OutgoingMail& mail) {
    const auto unsubscribe =
        mail.unsubscribe.empty() ? std::nullopt : std::optional(mail.unsubscribe);
    tx.run(
        insert_mail,
        mail.id,
        mail.message_id,
        mail.recipient,
        mail.recipient_name,
        mail.subject,
        mail.text,
        mail.html,
        unsubscribe,
        mail.created_at.us
    );
    for (std::size_t n = 0; n < mail.attachments.size(); ++n) {
        const auto& one = mail.attachments[n];
        tx.run(
            "INSERT INTO outgoing_attachment (mail_id, n, name, type, bytes) "
            "VALUES ($1, $2, $3, $4, $5)",
            mail.id,
            static_cast<std::int64_t>(n),
            one.name,
            one.type,
            db::Bytes{one.bytes}
        );
    }
}

void ask_send_mail(db::Tx& tx, const std::string& id, Instant now) {
    queue::put(
        tx,
        {.kind = send_mail_work,
         .payload = json::write(json::Object{{"mail", id}}),
         .due = now,
         .unique_key = fmt::format("{}/{}", send_mail_work, id)},
        now
    );
}

void ask_send_waiting(db::Tx& tx, Instant now) {
    std::vector<std::string> ids;
    tx.query(
        "SELECT id FROM outgoing_mail WHERE state = 'waiting' ORDER BY position",
        [&](const db::Row& row) { ids.push_back(row.string(0)); }
    );
    for (const std::string& id : ids) {
        ask_send_mail(tx, id, now);
    }
    queue::hasten(tx, send_mail_work, now);
}

std::optional<OutgoingMail> find_mail(db::Reader& reader, const std::string& id) {
    std::optional<OutgoingMail> mail;
    reader.query(select_mail, [&](const db::Row& row) { mail = read_mail(row); }, id);
    if (mail) {
        reader.query(
            "SELECT name, type, bytes FROM outgoing_attachment WHERE mail_id = $1 ORDER BY n",
            [&](const db::Row& row) {
                mail->attachments.push_back(
                    {row.string(0), row.string(1), std::string(row.bytes(2))}
                );
            },
            id
        );
    }
    return mail;
}

bool begin_try(db::Tx& tx, const std::string& id, Instant now) {
    return tx.run(
               "UPDATE outgoing_mail SET attempts = attempts + 1, tried_at = $2 "
               "WHERE id = $1 AND state = 'waiting'",
               id,
               now.us
           ) == 1;
}

bool note_error(db::Tx& tx, const std::string& id, const std::string& error) {
    return tx.run(
               "UPDATE outgoing_mail SET last_error = $2 WHERE id = $1 AND state = 'waiting'",
               id,
               error
           ) == 1;
}

bool settle_sent(db::Tx& tx, const std::string& id, Instant now) {
    const bool settled = tx.run(
                             "UPDATE outgoing_mail SET state = 'sent', sent_at = $2, last_error = "
                             "NULL, text = '', html = '' WHERE id = $1 AND state = 'waiting'",
                             id,
                             now.us
                         ) == 1;
    if (settled) {
        tx.run("DELETE FROM outgoing_attachment WHERE mail_id = $1", id);
    }
    return settled;
}

bool settle_failed(db::Tx& tx, const std::string& id, const std::string& error) {
    return tx.run(
               "UPDATE outgoing_mail SET state = 'failed', last_error = $2 "
               "WHERE id = $1 AND state = 'waiting'",
               id,
               error
           ) == 1;
}

bool try_again(db::Tx& tx, const std::string& id, Instant now) {
    const bool failed = tx.run(
                            "UPDATE outgoing_mail SET state = 'waiting', created_at = $2 "
                            "WHERE id = $1 AND state = 'failed'",
                            id,
                            now.us
                        ) == 1;
    if (failed) {
        ask_send_mail(tx, id, now);
    }
    return failed;
}

MailCounts count_mails(db::Reader& reader) {
    MailCounts counts;
    reader.query(
        "SELECT state, COUNT(*) FROM outgoing_mail WHERE state <> 'sent' GROUP BY state",
        [&](const db::Row& row) {
            (row.text(0) == "waiting" ? counts.waiting : counts.failed) = row.integer(1);
        }
    );
    return counts;
}

std::vector<OutgoingMail> list_mails(
    db::Reader& reader, const std::string& state, std::optional<std::int64_t> before, int limit
) {
    std::vector<OutgoingMail> mails;
    reader.query(
        select_newest,
        [&](const db::Row& row) { mails.push_back(read_mail(row)); },
        state,
        before.value_or(std::int64_t{1} << 62U),
        limit
    );
    return mails;
}

void forget_mails(db::Tx& tx, Instant sent_before, Instant failed_before) {
    tx.run("DELETE FROM outgoing_mail WHERE state = 'sent' AND sent_at < $1", sent_before.us);
    tx.run("DELETE FROM outgoing_mail WHERE state = 'failed' AND tried_at < $1", failed_before.us);
}

}  // namespace styk::story
