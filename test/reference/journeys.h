#pragma once

#include "reference/reference.h"

namespace styk::reference {

void add_journey_scores(Registry& registry);  // area 6, second half: journey_scores.cpp

}  // namespace styk::reference
