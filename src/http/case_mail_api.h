// /cases/ID/messages, /incoming_mail_settings, /mail/incoming: the conversation with customers.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::casework {
struct Case;
}

namespace styk::http {

void add_case_mail_routes(Router& router, House& house);

// The conversation of a case, oldest first, as GET /cases/ID shows it.
[[nodiscard]] json::Array messages_json(House& house, const casework::Case& one);

}  // namespace styk::http
