// /surveys/ID/click_course: whether what is sent is clicked more since it was changed.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_click_routes(Router& router, House& house);

}  // namespace styk::http
