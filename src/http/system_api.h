// What operators and programs ask of the server itself: is it well, what does it count, what can be
// asked, what moved.
#pragma once

#include <functional>
#include <string>

#include "http/house.h"
#include "http/router.h"

namespace styk::net {
struct Figures;
}

namespace styk::http {

// `figures` gives the counters of the HTTP server that is running.
void add_system_routes(Router& router, House& house, std::function<net::Figures()> figures);

}  // namespace styk::http
