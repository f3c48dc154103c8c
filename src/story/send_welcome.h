// A one-time link for somebody who cannot log in: one who never did, one who forgot, or the very
// first.
#pragma once

#include <optional>
#include <string>

#include "people/user.h"
#include "story/means.h"

namespace styk::story {

// The path of a new link; earlier ones stop to work. An invitation until there is a password, then
// a reset. Throws Refusal{not_found}, or {conflict} for somebody who is not active.
[[nodiscard]] std::string send_welcome(
    const Means& means, const Id<people::User>& user, const db::Change& by
);

// The path of a new link to the first administrator; nothing when there is an active one who can
// log in. Each start of the server makes a new one.
[[nodiscard]] std::optional<std::string> welcome_first_administrator(const Means& means);

}  // namespace styk::story
