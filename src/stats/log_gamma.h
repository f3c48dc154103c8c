// std::lgamma writes the sign to a variable that all threads share; this one does not.
#pragma once

#include <cmath>

namespace styk::stats {

// log |Γ(x)|
[[nodiscard]] inline double log_gamma(double x) {
    int sign = 0;
    return ::lgamma_r(x, &sign);
}

}  // namespace styk::stats
