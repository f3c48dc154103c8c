// /campaigns and what becomes of them; /campaign_texts; /campaign_counts.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_campaign_routes(Router& router, House& house);

}  // namespace styk::http
