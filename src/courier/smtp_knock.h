// Whether the firm's mail server would take mail: asked without sending any.
#pragma once

#include <string>

#include "courier/smtp.h"

namespace styk::courier {

// Connects, protects the connection as it says, logs in, and leaves. `from`: the sender's address,
// by whose domain we name ourselves. Accepted, or no_service with the reason.
[[nodiscard]] Delivery knock(const MailServer& server, const std::string& from);

}  // namespace styk::courier
