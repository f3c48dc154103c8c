#pragma once

#include "http/house.h"
#include "http/router.h"

namespace styk::http {

// Maps: reading, editing by several people at once, undoing, versions, comments, who is there.
void add_journey_map_routes(Router& router, House& house);

// States that somebody named, what differs between two, who does what at each step.
void add_journey_version_routes(Router& router, House& house);

// Comments at the cells of a map, and who looks at it.
void add_journey_talk_routes(Router& router, House& house);

}  // namespace styk::http
