#include "firm/incoming_mail_store.h"

#include "db/single_record.h"

namespace styk::firm {

IncomingMailSettings load_incoming_mail(db::Reader& reader) {
    return db::load_single<IncomingMailSettings>(reader);
}

IncomingMailSettings load_incoming_mail_to_change(db::Tx& tx) {
    return db::load_single_to_change<IncomingMailSettings>(tx);
}

void change_incoming_mail(
    db::Tx& tx,
    const IncomingMailSettings& before,
    IncomingMailSettings& after,
    const Id<IncomingMailSettings>& fresh,
    const db::Change& by
) {
    refuse_if(check(after));
    db::change_single(tx, before, after, fresh, by);
}

MailboxMark load_mailbox_mark(db::Reader& reader) {
    MailboxMark out;
    reader.query(
        "SELECT validity, number, at, error FROM incoming_mail_mark WHERE name = 'mailbox'",
        [&](const db::Row& row) {
            out.validity = row.integer(0);
            out.number = row.integer(1);
            if (const auto at = row.maybe_integer(2)) {
                out.at = Instant{*at};
            }
            out.error = row.maybe_string(3);
        }
    );
    return out;
}

void put_mailbox_mark(db::Tx& tx, const MailboxMark& mark) {
    tx.run(
        "INSERT INTO incoming_mail_mark (name, validity, number, at, error) "
        "VALUES ('mailbox', $1, $2, $3, $4) ON CONFLICT (name) DO UPDATE SET "
        "validity = excluded.validity, number = excluded.number, at = excluded.at, "
        "error = excluded.error",
        mark.validity,
        mark.number,
        mark.at ? std::optional(mark.at->us) : std::nullopt,
        mark.error
    );
}

}  // namespace styk::firm
