// /survey_links and /survey_invitations: how a survey reaches people, with the pictures of its
// addresses.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_reach_routes(Router& router, House& house);

}  // namespace styk::http
