// Promises: their register, gaps, readers, items for surveys, and the campaigns that tell them.
#pragma once

#include "http/house.h"

namespace styk::http {

void add_promise_routes(Router& router, House& house);

}  // namespace styk::http
