// The one record of settings for incoming mail, and how far the mailbox was read.
#pragma once

#include "db/record_store.h"
#include "firm/incoming_mail.h"

namespace styk::firm {

// Empty ones, revision 0, while nobody has said anything.
[[nodiscard]] IncomingMailSettings load_incoming_mail(db::Reader& reader);

// Within the transaction that changes them: nobody else does meanwhile.
[[nodiscard]] IncomingMailSettings load_incoming_mail_to_change(db::Tx& tx);

// Adds them when they are the first (`fresh`: their id). Throws Refusal{invalid, stale}.
void change_incoming_mail(
    db::Tx& tx,
    const IncomingMailSettings& before,
    IncomingMailSettings& after,
    const Id<IncomingMailSettings>& fresh,
    const db::Change& by
);

struct MailboxMark {
    std::int64_t validity = 0, number = 0;  // courier/imap.h
    std::optional<Instant> at{};            // when it was looked into
    std::optional<std::string> error{};     // why it could not be
};

[[nodiscard]] MailboxMark load_mailbox_mark(db::Reader& reader);
void put_mailbox_mark(db::Tx& tx, const MailboxMark& mark);

}  // namespace styk::firm
