// Did the two groups of a difference in differences move alike before the change? A straight line
// there does not prove it, a bent one refutes it.
#pragma once

#include <Eigen/Core>
#include <optional>
#include <string_view>
#include <vector>

#include "stats/difference_in_differences.h"

namespace styk::stats {

// The gap between treated and control in each period, against the gap in the last one before the
// change (the reference). Before the change it should stay near 0.
struct EventStudy {
    std::string_view reason{};   // no_contrast: a period without one of the groups
    std::vector<int> periods{};  // all but the reference, rising
    Eigen::VectorXd effects{};
    // hc1 or clustered; empty where undefined
    std::vector<std::optional<double>> standard_errors{};
    // Joint F of the periods before the change: a small p says the groups did not move alike.
    // Nothing without two pre-periods, or with no more clusters than them.
    std::optional<double> pre_f{}, pre_p{};
    int pre_periods = 0;  // with the reference; below 3 the test says little
};

[[nodiscard]] EventStudy event_study(const ComparisonSums& sums, int first_post);

}  // namespace styk::stats
