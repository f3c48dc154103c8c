// Whoever writes is somebody the firm knows, or does from now on.
#pragma once

#include <string>

#include "story/receive_feedback.h"

namespace styk::story {

// The key of the customer with this e-mail (lower case), made with it when there is none.
[[nodiscard]] std::string customer_of_address(
    const Intake& intake, const std::string& address, const std::string& name, Instant now
);

}  // namespace styk::story
