// Where people are logged in, and ending that.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_open_session_routes(Router& router, House& house);

}  // namespace styk::http
