// The one-page summary in plain words.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_summary_routes(Router& router, House& house);

}  // namespace styk::http
