// Own pages of saved panels, and their files.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_board_routes(Router& router, House& house);

}  // namespace styk::http
