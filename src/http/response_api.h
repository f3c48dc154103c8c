// /surveys/ID/responses and what they add up to: results, open answers.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_response_routes(Router& router, House& house);

}  // namespace styk::http
