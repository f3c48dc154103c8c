// Stable keys of why there is no answer that more than one subject gives; those of one subject
// stand in its header, those of every score in score.h.
#pragma once

#include <string_view>

namespace styk::stats::reason {

inline constexpr std::string_view not_finite = "not_finite";  // NaN, infinity, squares too large
inline constexpr std::string_view too_few_rows = "too_few_rows";    // fewer than are estimated
inline constexpr std::string_view collinear = "collinear";          // one column is a sum of others
inline constexpr std::string_view not_converged = "not_converged";  // no optimum was found

}  // namespace styk::stats::reason
