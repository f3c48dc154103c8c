// The customers a persona stands for: how many there are, and what they say.
#pragma once

#include "http/house.h"

namespace styk::http {

void add_persona_live_routes(Router& router, House& house);

}  // namespace styk::http
