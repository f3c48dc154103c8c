// The OpenAPI 3.1 document, made from the routes and the shapes: it cannot say what the server does
// not do.
#pragma once

#include "http/router.h"
#include "json/fwd.h"

namespace styk::http {

[[nodiscard]] json::Object open_api(const Router& router);

}  // namespace styk::http
