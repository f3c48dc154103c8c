// Whoever writes is somebody the firm knows, or does from now on.
#pragma once

#include <string>

#include "story/receive_feedback.h"

namespace styk::story {

struct KnownCustomer {
    std::string key;
    Told told;  // of somebody new: the address and the name
};

// The customer with this e-mail (lower case). Nothing is written: somebody new is made together
// with what they say.
[[nodiscard]] KnownCustomer customer_of_address(
    const Intake& intake, const std::string& address, const std::string& name
);

}  // namespace styk::story
