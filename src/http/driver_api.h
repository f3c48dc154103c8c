// /insights/drivers and /insights/assumed: what decides about an outcome, and what staff think
// does.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_driver_routes(Router& router, House& house);

}  // namespace styk::http
