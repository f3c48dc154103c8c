// Which way is good.
#pragma once

#include "metric/metric.h"

namespace styk::metric {

// A share of pleased people, a net and an index are better when higher. A mean is, too, unless the
// pleased ratings are the low ones (days waited, problems met).
[[nodiscard]] bool is_higher_better(const Metric& metric);

}  // namespace styk::metric
