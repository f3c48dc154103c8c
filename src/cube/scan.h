// Counts a plan's blocks, on several threads; integers are added, so the answer does not depend on
// who counted what.
#pragma once

#include "cube/cube.h"
#include "cube/plan.h"

namespace styk::cube {

[[nodiscard]] Answer count_blocks(const Plan& plan, int threads);

}  // namespace styk::cube
