// /contact_rules, /insights/waiting, /insights/fcr: queues of phone and chat.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_contact_routes(Router& router, House& house);

}  // namespace styk::http
