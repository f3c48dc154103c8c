// /hooks_in, /hook_recipes and /hooks/KEY: what other programs tell us.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_hook_routes(Router& router, House& house);

}  // namespace styk::http
