// How people may come in: the settings of log-in, and the way through the firm's own provider of
// identities (OpenID Connect).
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::story {
class SignOn;
}

namespace styk::http {

void add_sign_on_routes(Router& router, House& house, story::SignOn& sign_on);

}  // namespace styk::http
