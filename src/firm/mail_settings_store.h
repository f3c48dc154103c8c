// The one record of mail settings.
#pragma once

#include "base/clock.h"
#include "db/record_store.h"
#include "firm/mail_settings.h"

namespace styk::firm {

// Adds empty settings, with this id, unless there are some.
void ensure_mail_settings(db::Tx& tx, const Id<MailSettings>& id, const db::Change& by);

[[nodiscard]] MailSettings load_mail_settings(db::Reader& reader);

// Throws Refusal{invalid} when the rules of check() are broken, {stale} when `before` is no longer
// what is stored.
void change_mail_settings(
    db::Tx& tx, const MailSettings& before, MailSettings& after, const db::Change& by
);

}  // namespace styk::firm
