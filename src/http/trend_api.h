// /marks and /insights/trend: figures over time and what happened meanwhile.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_trend_routes(Router& router, House& house);

}  // namespace styk::http
