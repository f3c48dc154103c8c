// What a mail in the outbox has beside itself when it belongs to a conversation.
#pragma once

#include <optional>
#include <string>

#include "db/reader.h"

namespace styk::story {

struct MailThread {
    std::optional<std::string> reply_to{};  // instead of the firm's
    std::string thread{};   // Message-IDs that it answers, oldest first, apart by blanks
    bool personal = false;  // a person wrote it
};

// After post_mail, in the same transaction.
void put_thread(db::Tx& tx, const std::string& mail_id, const MailThread& thread);

[[nodiscard]] MailThread load_thread(db::Reader& reader, const std::string& mail_id);

}  // namespace styk::story
