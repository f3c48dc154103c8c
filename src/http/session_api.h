// Coming in and going out: log-in, one-time links, and what people change about themselves.
#pragma once

#include "http/house.h"
#include "http/router.h"
#include "story/log_in.h"

namespace styk::http {

void add_session_routes(Router& router, House& house);

// Who has just come in, as POST /session answers: the body of the session and its cookie.
[[nodiscard]] Answer entered_answer(House& house, const Call& call, const story::Entered& entered);

}  // namespace styk::http
