// Somebody comes in by e-mail and password, and may change the password.
#pragma once

#include <string>

#include "people/login_guard.h"
#include "people/session_store.h"
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
    std::string user_agent = {};
};

// What is left to do after the password.
enum class Next {
    in,      // nothing
    code,    // the second step
    set_up,  // a second step must be set up: the role needs one
};

struct Entered {
    people::User user;
    std::string token;  // of the session, or of the half log-in; stored nowhere but in the cookie
    Next next = Next::in;
};

// Inside the transaction in which somebody has shown who they are: begins their session, or a half
// log-in where a second step is due. Throws Refusal{forbidden} when passwords are no way in and
// they are no break-glass administrator.
[[nodiscard]] Next enter(
    db::Tx& tx,
    const people::User& user,
    const std::string& token,
    const people::Origin& origin,
    Instant at
);

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
