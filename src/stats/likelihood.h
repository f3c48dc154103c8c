// Climbing a smooth likelihood of a few parameters whose gradient is known: BFGS with step halving.
// (optimize.h has the searches that need no gradient.) Deterministic.
#pragma once

#include <Eigen/Core>
#include <functional>
#include <optional>
#include <span>

#include "stats/slope.h"

namespace styk::stats {

// Says "not allowed here" by a value that is not finite.
using Likelihood = std::function<Slope(const Eigen::VectorXd&)>;

struct Peak {
    Eigen::VectorXd at{};
    double value = 0;
    bool converged = false;
    int evaluations = 0;
};

// The best peak reached from the starts; each coordinate kept within -bound..bound (the parameters
// are logarithms). Nothing when no start is allowed. Ends when the gradient is below
// 1e-9 (1 + |value|) or a step no longer gains.
[[nodiscard]] std::optional<Peak> climb(
    const Likelihood& likelihood, std::span<const Eigen::VectorXd> starts, double bound = 20
);

}  // namespace styk::stats
