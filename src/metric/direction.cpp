#include "metric/direction.h"

#include <numeric>

namespace styk::metric {

namespace {

double middle(const std::vector<std::int64_t>& ratings) {
    const auto sum = std::accumulate(ratings.begin(), ratings.end(), std::int64_t{0});
    return static_cast<double>(sum) / static_cast<double>(ratings.size());
}

}  // namespace

bool is_higher_better(const Metric& metric) {
    const bool says =
        metric.kind == Kind::mean && !metric.positive.empty() && !metric.negative.empty();
    return !says || middle(metric.positive) > middle(metric.negative);
}

}  // namespace styk::metric
