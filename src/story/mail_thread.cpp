#include "story/mail_thread.h"

namespace styk::story {

void put_thread(db::Tx& tx, const std::string& mail_id, const MailThread& thread) {
    const auto ids = thread.thread.empty() ? std::nullopt : std::optional(thread.thread);
    tx.run(
        "UPDATE outgoing_mail SET reply_to = $2, thread = $3, personal = $4 WHERE id = $1",
        mail_id,
        thread.reply_to,
        ids,
        thread.personal
    );
}

MailThread load_thread(db::Reader& reader, const std::string& mail_id) {
    MailThread out;
    reader.query(
        "SELECT reply_to, thread, personal FROM outgoing_mail WHERE id = $1",
        [&](const db::Row& row) {
            out.reply_to = row.maybe_string(0);
            out.thread = row.maybe_string(1).value_or("");
            out.personal = row.integer(2) != 0;
        },
        mail_id
    );
    return out;
}

}  // namespace styk::story
