// The ways customers went, laid over a map.
#pragma once

#include "http/house.h"

namespace styk::http {

void add_map_path_routes(Router& router, House& house);

}  // namespace styk::http
