#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

// Stages and touchpoints, and which touchpoints the events suggest.
void add_journey_routes(Router& router, House& house);

}  // namespace styk::http
