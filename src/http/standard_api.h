// Service standards: their register, how they are kept, gestures with their days, survey items.
#pragma once

#include "http/house.h"

namespace styk::http {

void add_standard_routes(Router& router, House& house);

}  // namespace styk::http
