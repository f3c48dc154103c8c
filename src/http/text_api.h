// /text: reads a text that is not kept.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

// The house outlives the router.
void add_text_routes(Router& router, House& house);

}  // namespace styk::http
