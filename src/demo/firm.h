// What the demo firm has set up before its first guest: a fixed text, no chance in it.
#pragma once

#include "demo/year.h"

namespace styk::demo {

// Fills everything of the year except customers, events, feedback and dates.
void set_up_firm(Year& year);

}  // namespace styk::demo
