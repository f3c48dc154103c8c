// How the answers about journeys and their maps look.
#pragma once

#include "http/router.h"

namespace styk::http {

void add_journey_schemas(Router& router);

}  // namespace styk::http
