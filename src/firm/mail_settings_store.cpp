#include "firm/mail_settings_store.h"

namespace styk::firm {

namespace {

std::optional<MailSettings> find_mail_settings(db::Reader& reader) {
    const auto id =
        reader.find_text("SELECT id FROM mail_settings ORDER BY created_at, id LIMIT 1");
    return id ? db::find_by<MailSettings>(reader, "id", *id) : std::nullopt;
}

}  // namespace

void ensure_mail_settings(db::Tx& tx, const Id<MailSettings>& id, const db::Change& by) {
    // A second server that starts at the same moment waits here and then finds them.
    if (tx.dialect() == db::Dialect::postgresql) {
        tx.run("LOCK TABLE mail_settings IN EXCLUSIVE MODE");
    }
    if (find_mail_settings(tx)) {
        return;
    }
    MailSettings settings;
    settings.id = id;
    db::add(tx, settings, by);
}

MailSettings load_mail_settings(db::Reader& reader) {
    auto settings = find_mail_settings(reader);
    if (!settings) {
        throw Fault("the database holds no mail settings: ensure_mail_settings did not run");
    }
    return *std::move(settings);
}

void change_mail_settings(
    db::Tx& tx, const MailSettings& before, MailSettings& after, const db::Change& by
) {
    refuse_if(check(after));
    db::change(tx, before, after, by);
}

}  // namespace styk::firm
