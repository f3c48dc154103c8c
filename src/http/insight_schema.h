// What the answers of /api/v1/insights look like, for the OpenAPI document.
#pragma once

#include "http/router.h"

namespace styk::http {

void add_insight_schemas(Router& router);

}  // namespace styk::http
