#include "insight/engine.h"

#include <cmath>

#include "base/result.h"
#include "insight/period.h"

namespace styk::insight {

void check(const Weights& weights) {
    const auto is_weight = [](double weight) { return std::isfinite(weight) && weight >= 0; };
    bool good = is_weight(weights.otherwise);
    for (const auto& [value, weight] : weights.of) {
        good = good && is_weight(weight);
    }
    if (!good) {
        throw Fault("insight: a weight is negative or not finite");
    }
    if (period_of(weights.by) || weights.by == "hour") {
        throw Fault("insight: answers are not weighed by time");
    }
}

double weight_of(const Weights& weights, const std::optional<std::string>& value) {
    const auto known = weights.of.find(value.value_or(""));
    return known == weights.of.end() ? weights.otherwise : known->second;
}

}  // namespace styk::insight
