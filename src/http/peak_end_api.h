// Whether a journey is remembered by its strongest moment and its end.
#pragma once

#include "http/house.h"

namespace styk::http {

void add_peak_end_routes(Router& router, House& house);

}  // namespace styk::http
