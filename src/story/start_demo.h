// The demo firm: a year of believable life (demo/README.md) in an empty database, and its end with
// one click.
#pragma once

#include <string>
#include <string_view>

#include "story/receive_feedback.h"

namespace styk::story {

// How one logs in to the demo; printed at start, the same everywhere, for a firm that does not
// exist.
struct DemoLogin {
    std::string email, password;
};

// Fills an empty database, or finds the demo that is there. Throws Refusal{conflict} when a firm of
// its own lives there.
DemoLogin start_demo(const Intake& intake, std::string_view language, std::uint64_t seed);

}  // namespace styk::story
