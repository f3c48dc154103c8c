// /series and /insights/series: numbers that are no answers, over time.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_series_routes(Router& router, House& house);

}  // namespace styk::http
