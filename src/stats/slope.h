// The value of a function of many variables with its slope in each.
#pragma once

#include <Eigen/Core>

namespace styk::stats {

struct Slope {
    double value = 0;
    Eigen::VectorXd gradient{};
};

}  // namespace styk::stats
