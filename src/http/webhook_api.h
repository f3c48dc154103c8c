// /webhooks, /chat_hooks: who outside hears what happens here, and what was delivered.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_webhook_routes(Router& router, House& house);

}  // namespace styk::http
