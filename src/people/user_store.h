// What is special about storing users beside db/record_store.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/database.h"
#include "db/record_store.h"
#include "people/user.h"

namespace styk::people {

[[nodiscard]] std::optional<User> find_user_by_email(db::Reader& reader, std::string_view email);

[[nodiscard]] bool has_administrator(db::Reader& reader);  // active, with a password

// Refuses (409) what would leave the firm without an active administrator; `after` is null when the
// user is removed.
void keep_an_administrator(db::Tx& tx, const User& before, const User* after);

// Also ends every session of the user but `keep_session`, and the one-time links that were sent to
// them.
void set_password(
    db::Tx& tx,
    const User& user,
    const std::string& password_hash,
    const db::Change& change,
    std::string_view keep_session = ""
);

[[nodiscard]] bool has_people(db::Reader& reader, const Id<Department>& department);

}  // namespace styk::people
