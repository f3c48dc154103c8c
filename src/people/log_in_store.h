// The one record of log-in settings, who is who at the provider, and who may always come in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/record_store.h"
#include "people/log_in_settings.h"
#include "people/user.h"

namespace styk::people {

// As a new firm has them (revision 0) until somebody changes them.
[[nodiscard]] LogInSettings load_log_in_settings(db::Reader& reader);

// Adds them with the id `fresh` for the first time. Throws Refusal{invalid} when the rules of
// check() are broken.
void change_log_in_settings(
    db::Tx& tx,
    const LogInSettings& before,
    LogInSettings& after,
    const Id<LogInSettings>& fresh,
    const db::Change& by
);

[[nodiscard]] std::optional<Id<User>> find_identity(
    db::Reader& reader, std::string_view issuer, std::string_view subject
);
[[nodiscard]] bool has_identity(db::Reader& reader, const Id<User>& user);
void add_identity(
    db::Tx& tx, std::string_view issuer, std::string_view subject, const Id<User>& user
);

[[nodiscard]] bool is_break_glass(db::Reader& reader, const Id<User>& user);
[[nodiscard]] bool has_break_glass(db::Reader& reader);  // an active one with a password
void set_break_glass(db::Tx& tx, const Id<User>& user, bool on, Instant now);

}  // namespace styk::people
