#include "stats/touches.h"

#include <algorithm>
#include <cmath>

#include "base/result.h"

namespace styk::stats {

std::vector<std::vector<Touch>> by_customer(std::span<const Touch> touches, std::size_t customers) {
    std::vector<std::vector<Touch>> found(customers);
    for (const Touch& touch : touches) {
        if (touch.customer >= customers || !std::isfinite(touch.score) ||
            !std::isfinite(touch.step)) {
            throw Fault("a touch of an unknown customer, or of a score that is not finite");
        }
        found[touch.customer].push_back(touch);
    }
    for (auto& journey : found) {
        std::ranges::stable_sort(journey, {}, &Touch::step);
    }
    return found;
}

}  // namespace styk::stats
