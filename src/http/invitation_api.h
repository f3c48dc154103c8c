// /surveys/ID/invitations: a survey asked of one person, or of many.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_invitation_routes(Router& router, House& house);

}  // namespace styk::http
