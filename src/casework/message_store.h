// The conversations of cases.
#pragma once

#include "casework/message.h"
#include "db/reader.h"

namespace styk::casework {

// Throws db::Conflict when a mail of this Message-ID is there already.
void add_message(db::Tx& tx, const CaseMessage& message);

// Oldest first, with the names of attachments but not their bytes.
[[nodiscard]] std::vector<CaseMessage> list_messages(db::Reader& reader, const Id<Case>& id);

// The case in whose conversation one of these mails stands; the first of them counts.
[[nodiscard]] std::optional<Id<Case>> find_case_of_mails(
    db::Reader& reader, const std::vector<std::string>& message_ids
);

// Of a case; with its bytes.
[[nodiscard]] std::optional<CaseAttachment> find_attachment(
    db::Reader& reader, const Id<Case>& id, const std::string& attachment
);

// Our receipts that wait to be sent answer this mail: it came with the case, after they were made.
void thread_receipts(db::Tx& tx, const Id<Case>& id, const std::string& message_id);

// Merged: what was written belongs to the case that stays.
void move_messages(db::Tx& tx, const Id<Case>& from, const Id<Case>& into);

}  // namespace styk::casework
