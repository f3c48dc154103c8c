// /insights/effect, /insights/plan, /insights/watch: did a change work, how much must be asked to
// know, and looking while it runs.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_effect_routes(Router& router, House& house);

}  // namespace styk::http
