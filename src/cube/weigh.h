// Weights inside of the room: one snapshot for several counts.
#pragma once

#include <cmath>

#include "base/result.h"
#include "cube/block.h"
#include "cube/weighted.h"

namespace styk::cube {

inline void check(const Weights& weights) {
    const auto is_weight = [](double w) { return std::isfinite(w) && w >= 0; };
    for (const double weight : weights.of) {
        if (!is_weight(weight)) {
            throw Fault("cube: a weight is negative or not finite");
        }
    }
    if (!is_weight(weights.otherwise)) {
        throw Fault("cube: a weight is negative or not finite");
    }
    if (weights.by.field == Field::topic) {
        throw Fault("cube: a group has many topics, which cannot decide its weight");
    }
}

inline double weight_of(const Weights& weights, std::int64_t key) {
    const auto at = static_cast<std::size_t>(key);
    return key >= 0 && at < weights.of.size() ? weights.of[at] : weights.otherwise;
}

[[nodiscard]] WeightedAnswer count_weighted(
    const Snapshot& snapshot, Question question, const Weights& weights
);

}  // namespace styk::cube
