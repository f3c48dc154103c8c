// A letter to the customer of a case: the case, its log, the conversation and the mail in the
// outbox are one transaction, so that what is shown as sent goes out, once.
#pragma once

#include <optional>
#include <string>

#include "casework/message.h"
#include "db/record_store.h"
#include "firm/incoming_mail.h"
#include "story/receive_feedback.h"

namespace styk::story {

struct LetterToCustomer {
    std::optional<std::string> to{};  // nothing: the customer's address
    std::string subject, body;
    bool ask_after = false;  // the customer is asked some days later whether the answer did
};

// The case is answered by it, if it was not yet. Throws Refusal{invalid} naming what is missing,
// {conflict} when the case is closed. Whether the actor sees the case is the door's to check.
casework::CaseMessage write_to_customer(
    const Intake& intake,
    const Id<casework::Case>& id,
    const LetterToCustomer& letter,
    const db::Change& by
);

// Where answers of the customer come back to; nothing: where the firm's mail comes from.
[[nodiscard]] std::optional<std::string> reply_address(
    const firm::IncomingMailSettings& settings, const casework::Case& one
);

// Of a mail of ours, fixed before it goes out: "ID@firm.example".
[[nodiscard]] std::string mail_id_of(db::Reader& reader, const std::string& id);

// The thread so far, oldest first, apart by blanks.
[[nodiscard]] std::string thread_of(const std::vector<casework::CaseMessage>& messages);

}  // namespace styk::story
