// /vitals: what /vitals.js measured on a page of the firm's own site.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_vitals_page(Router& router, House& house);

}  // namespace styk::http
