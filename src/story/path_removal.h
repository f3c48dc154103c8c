// What each place does for the goal of the visits, with intervals by drawing visits anew.
#pragma once

#include <vector>

#include "story/show_paths.h"

namespace styk::story {

// One a place; the goal itself has none.
[[nodiscard]] std::vector<PathRemoval> path_removals(const ReadPaths& read);

}  // namespace styk::story
