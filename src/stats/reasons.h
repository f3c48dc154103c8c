// Stable keys of why there is no answer that more than one subject gives; those of one subject
// stand in its header, the first ones in score.h.
#pragma once

#include <string_view>

namespace styk::stats::reason {

inline constexpr std::string_view not_converged = "not_converged";  // no optimum was found
inline constexpr std::string_view singular = "singular";  // one variable is a sum of others

}  // namespace styk::stats::reason
