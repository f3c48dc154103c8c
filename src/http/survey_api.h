// /surveys and what belongs to one: definition, versions, check, publishing, templates, quotas.
#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

void add_survey_routes(Router& router, House& house);

}  // namespace styk::http
