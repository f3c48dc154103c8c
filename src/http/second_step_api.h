// The second step of log-in: set up, asked for, taken away.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_second_step_routes(Router& router, House& house);

}  // namespace styk::http
