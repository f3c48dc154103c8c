// /research_notes, /needs and what of the answers is never used.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_research_routes(Router& router, House& house);

}  // namespace styk::http
