// Somebody follows their one-time link: chooses a password and is in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "people/welcome_store.h"
#include "story/log_in.h"

namespace styk::story {

struct Invited {
    people::Purpose purpose;
    std::optional<std::string> email;  // none for the first administrator, who brings one
};

// Throws Refusal{not_found} when the link was used, is too old, or its user may not log in.
[[nodiscard]] Invited read_welcome(const Means& means, std::string_view token, Instant now);

struct WelcomeAnswer {
    std::optional<std::string> email, name;
    std::string password;
    people::Origin origin = {};
    std::optional<std::string> language{};   // of the page that the link opened
    std::optional<std::string> firm_name{};  // as the first administrator calls it
};

// Takes the link, sets the password, ends every older session, begins a new one: all in one
// transaction, so that of many at once one gets in, and a refusal leaves the link as it was.
// Whoever has chosen no language yet goes on in the one they came in; the first of all brings it to
// the firm, and its name.
[[nodiscard]] Entered accept_welcome(
    const Means& means, std::string_view token, const WelcomeAnswer& answer, Instant now
);

}  // namespace styk::story
