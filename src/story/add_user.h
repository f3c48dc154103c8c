// Somebody joins: with a link by which they choose their password, or with a password that the
// operator gave.
#pragma once

#include "json/fwd.h"
#include "people/actor.h"
#include "story/means.h"

namespace styk::story {

// `body` is that of POST /users, and so is what comes back: the record, and "welcome_url" unless a
// password was given.
[[nodiscard]] json::Object add_user(
    const Means& means, const json::Object& body, const people::Actor& actor, const db::Change& by
);

}  // namespace styk::story
