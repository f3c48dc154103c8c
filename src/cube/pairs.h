// How many answers, and the sum of their points, for every composite key of a plan: for keys as
// many as customers, where a row of scores each would not fit.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "cube/plan.h"

namespace styk::cube {

struct Tallied {
    std::uint64_t n = 0;
    std::int64_t points = 0;
};

// Calls visit(composite key, what is there) in the order of keys, for those with an answer.
void count_pairs(
    const Plan& plan,
    std::span<const std::int32_t> points,
    int threads,
    const std::function<void(std::uint64_t, const Tallied&)>& visit
);

}  // namespace styk::cube
