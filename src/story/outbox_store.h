// The mails that go out, as they are stored.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "courier/message.h"
#include "db/reader.h"

namespace styk::story {

struct OutgoingMail {
    std::int64_t position = 0;  // in the order of posting
    std::string id, message_id;
    std::string recipient, recipient_name, subject;
    std::string text, html, unsubscribe;           // empty once it is sent
    std::vector<courier::Attachment> attachments;  // of find_mail alone; gone once it is sent
    std::string state = "waiting";                 // waiting, sent, failed
    std::int64_t attempts = 0;
    std::optional<std::string> last_error;
    Instant created_at;
    std::optional<Instant> tried_at, sent_at;
};

struct MailCounts {
    std::int64_t waiting = 0, failed = 0;
};

inline constexpr std::string_view send_mail_work = "send_mail";

void add_mail(db::Tx& tx, const OutgoingMail& mail);

// Puts the work of sending it into the queue, unless it is there.
void ask_send_mail(db::Tx& tx, const std::string& id, Instant now);

// The same for everything that waits, now: the settings have changed, or the server is back.
void ask_send_waiting(db::Tx& tx, Instant now);

[[nodiscard]] std::optional<OutgoingMail> find_mail(db::Reader& reader, const std::string& id);

// Each false when the mail does not wait any more: somebody else has settled it.
bool begin_try(db::Tx& tx, const std::string& id, Instant now);
bool note_error(db::Tx& tx, const std::string& id, const std::string& error);
bool settle_sent(db::Tx& tx, const std::string& id, Instant now);
bool settle_failed(db::Tx& tx, const std::string& id, const std::string& error);

// A failed one waits again, as if posted now. False when it is not one.
bool try_again(db::Tx& tx, const std::string& id, Instant now);

[[nodiscard]] MailCounts count_mails(db::Reader& reader);

// Newest first, before this position; `state` empty: all.
[[nodiscard]] std::vector<OutgoingMail> list_mails(
    db::Reader& reader, const std::string& state, std::optional<std::int64_t> before, int limit
);

// What was sent or given up before these instants.
void forget_mails(db::Tx& tx, Instant sent_before, Instant failed_before);

}  // namespace styk::story
