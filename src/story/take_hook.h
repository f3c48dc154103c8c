// Another program tells us something: it proves who it is, its words become an event or feedback by
// the map of its hook, and the same message told twice is done once.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "firm/hook_in.h"
#include "people/safe.h"
#include "story/receive_feedback.h"

namespace styk::story {

struct HookMessage {
    std::function<std::string_view(std::string_view)> header;  // "" when there is none
    std::string_view body;
    Instant at;
};

struct HookTaken {
    std::string outcome;  // taken, ignored, repeated
};

// Throws Refusal{unauthenticated} when it does not prove itself (nothing is kept of it then),
// {unreadable} and {invalid} when it cannot be understood (kept, to mend the map by).
[[nodiscard]] HookTaken take_hook(
    const Intake& intake,
    const people::Safe& safe,
    const firm::HookIn& hook,
    const HookMessage& sent
);

// What would become of such a body: nothing is written.
struct HookTrial {
    std::string outcome;  // taken, ignored, refused
    std::string would{};  // JSON: {"target", "body", "customer"}; empty: nothing
    Problems problems{};
};

[[nodiscard]] HookTrial try_hook(
    const Intake& intake, const firm::HookIn& hook, std::string_view body, Instant at
);

// Random, as long as the scheme wants it.
[[nodiscard]] std::string make_hook_secret(const firm::HookIn& hook, Random& random);

// What is wrong with a secret that somebody typed in; nothing: it will do.
[[nodiscard]] std::optional<std::string> problem_of_secret(
    const firm::HookIn& hook, const std::string& secret
);

}  // namespace styk::story
