// How long anybody may hold what they took without a word.
#pragma once

#include <chrono>

namespace styk::queue {

// Leases last for seconds and are renewed. One that ends later than this was written by a clock
// that was ahead and has been set back since: nobody keeps it, so it is taken over.
inline constexpr std::chrono::minutes longest_lease{10};

}  // namespace styk::queue
