// The whole API on one page.
#pragma once

#include <functional>

#include "http/house.h"
#include "http/router.h"

namespace styk::net {
struct Figures;
struct BodyRule;
}  // namespace styk::net

namespace styk::story {
class SignOn;
}

namespace styk::http {

void add_all_routes(
    Router& router,
    House& house,
    story::SignOn& sign_on,  // the provider of identities
    const std::function<net::Figures()>& figures
);

// How large a body each path may have.
[[nodiscard]] net::BodyRule body_rule(const net::Request& head);

}  // namespace styk::http
