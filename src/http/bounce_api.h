// /bounces, /suppressions and /contact_frequency: whom not to ask.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_bounce_routes(Router& router, House& house);

}  // namespace styk::http
