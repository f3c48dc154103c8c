// Another program is let in.
#pragma once

#include "json/fwd.h"
#include "people/actor.h"
#include "story/means.h"

namespace styk::story {

// `body` is that of POST /tokens, and so is what comes back: the record, and the "token" itself
// this once.
[[nodiscard]] json::Object add_token(
    const Means& means, const json::Object& body, const people::Actor& actor, const db::Change& by
);

}  // namespace styk::story
