// /audit: who changed what, when, and from what to what.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_audit_routes(Router& router, House& house);

}  // namespace styk::http
