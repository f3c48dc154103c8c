// Least value of a smooth function within bounds: L-BFGS-B (Byrd, Lu, Nocedal & Zhu 1995) with the
// line search of More & Thuente (1994). Keeps the last pairs of steps and gradients; the matrix
// they make is held in full, so for tens of variables, not thousands.
#pragma once

#include <Eigen/Core>
#include <functional>

#include "stats/slope.h"

namespace styk::stats {

// Stops when the value falls by no more than `tolerance` max(|value|, 1) in a step, when no
// direction leads downwards or after `rounds` steps.
struct BoundedOptions {
    double tolerance = 1e-12;
    std::size_t memory = 5;
    int rounds = 500;
};

struct BoundedMinimum {
    Eigen::VectorXd x{};
    double value = 0;
    int rounds = 0;
    bool converged = false;
};

// `start` is moved into the bounds first; lower <= upper everywhere. The function is asked within
// the bounds only and must be finite there.
[[nodiscard]] BoundedMinimum bounded_minimum(
    const std::function<Slope(const Eigen::VectorXd&)>& f,
    const Eigen::VectorXd& start,
    const Eigen::VectorXd& lower,
    const Eigen::VectorXd& upper,
    const BoundedOptions& options = {}
);

}  // namespace styk::stats
