// A person's rights: /customers/ID/dossier, /customers/ID/erasure (also of /users), /erasures,
// /consents, /privacy_settings, /privacy/due, /privacy/keep, /privacy/processing.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_privacy_routes(Router& router, House& house);

}  // namespace styk::http
