// The parts of the year that are told on purpose: the changes announced, the false alarm, the
// complaints.
#pragma once

#include "demo/workshop.h"

namespace styk::demo {

// After all stays are made: complaints need to know who left when.
void tell_plot(Workshop& shop);

}  // namespace styk::demo
