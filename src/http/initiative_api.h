#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_initiative_routes(Router& router, House& house);

}  // namespace styk::http
