// What the answers about contacts look like, for the OpenAPI document.
#pragma once

#include "http/router.h"

namespace styk::http {

void add_contact_schemas(Router& router);

}  // namespace styk::http
