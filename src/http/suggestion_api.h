// /touchpoints/suggestions: touchpoints that the firm may have missed.
#pragma once

#include "http/house.h"

namespace styk::http {

void add_suggestion_routes(Router& router, House& house);

}  // namespace styk::http
