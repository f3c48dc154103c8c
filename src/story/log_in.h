// Somebody comes in by e-mail and password, and may change the password.
#pragma once

#include <string>

#include "people/login_guard.h"
#include "people/user.h"
#include "story/means.h"

namespace styk::story {

struct Entrance {
    Means means;
    people::LoginGuard& guard;
};

struct Credentials {
    std::string email, password;
    std::string address;  // where the request came from
};

struct Entered {
    people::User user;
    std::string token;  // of the session; stored nowhere but in the cookie
};

// Throws Refusal{unauthenticated} in the same words and after the same time whatever was wrong,
// {too_many} after too many tries.
[[nodiscard]] Entered log_in(const Entrance& entrance, const Credentials& shown, Instant at);

struct PasswordChange {
    std::string current, wanted;
    std::string address;
    std::string keep_session;  // hash of the session that goes on; all others end
};

void change_password(
    const Entrance& entrance,
    const Id<people::User>& user,
    const PasswordChange& change,
    const db::Change& by
);

}  // namespace styk::story
