#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_theme_routes(Router& router, House& house);

}  // namespace styk::http
