// Users, API tokens, departments, and the trail of changes.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_people_routes(Router& router, House& house);

}  // namespace styk::http
