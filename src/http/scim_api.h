// SCIM 2.0 (RFC 7643, 7644): a directory keeps people and groups here by itself. Its bearer token
// is its own and opens nothing else.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_scim_routes(Router& router, House& house);

}  // namespace styk::http
