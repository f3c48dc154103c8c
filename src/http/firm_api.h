#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

// The firm itself, and its registers: locations, brands, channels, attributes.
void add_firm_routes(Router& router, House& house);

}  // namespace styk::http
