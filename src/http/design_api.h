// What is to be given: designed experiences, the vision, and what moves around the firm.
#pragma once

#include "http/house.h"

namespace styk::http {

void add_design_routes(Router& router, House& house);

}  // namespace styk::http
