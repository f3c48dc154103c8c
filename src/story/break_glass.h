// The administrator for the day when the provider of identities does not answer: named beforehand,
// or made by whoever runs the machine.
#pragma once

#include <string>

#include "people/user.h"
#include "story/means.h"

namespace styk::story {

// May log in by password whatever the settings say. Throws Refusal{conflict} for who is no active
// administrator, or when the last one is taken away while there is no other way in.
void name_break_glass(
    const Means& means, const Id<people::User>& user, bool on, const db::Change& by
);

// Gets somebody in who cannot: the user of this e-mail, who is made when there is none, becomes an
// active break-glass administrator without a second step. Gives the path of a one-time link.
[[nodiscard]] std::string break_glass(
    const Means& means, const std::string& email, const db::Change& by
);

}  // namespace styk::story
