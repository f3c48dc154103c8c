// Users on the wire where they are more or less than their record.
#pragma once

#include <optional>
#include <string>

#include "json/fwd.h"
#include "people/user.h"

namespace styk::people {

struct NewUser {
    User user;                            // without id
    std::optional<std::string> password;  // only the system may choose one for somebody else
};

// Throws Refusal{invalid} naming every problem.
[[nodiscard]] NewUser read_new_user(const json::Object& body, const Actor& actor);

// What people may change about themselves: name, language, theme, density.
[[nodiscard]] User change_me(const User& before, const json::Object& body);

// Themselves, as the session shows them; `language` is the one in effect.
[[nodiscard]] json::Object me_json(const User& user, const std::string& language_of_firm);

}  // namespace styk::people
