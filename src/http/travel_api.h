// Surveys and answers on their way between tools.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_travel_routes(Router& router, House& house);

}  // namespace styk::http
