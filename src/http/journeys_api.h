#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

// Personas, journeys, how they begin and are compared, searching their steps.
void add_journeys_routes(Router& router, House& house);

// All journeys at a glance, steps by their words, as-is beside to-be.
void add_journey_view_routes(Router& router, House& house);

// Links to look at a journey without a log-in, and pictures.
void add_journey_share_routes(Router& router, House& house);

// Journeys from files, maps as files.
void add_journey_file_routes(Router& router, House& house);

}  // namespace styk::http
