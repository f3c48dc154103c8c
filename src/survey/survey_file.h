// A survey as a file of its own, to be read by another firm's server.
#pragma once

#include <string_view>

namespace styk::survey {

inline constexpr std::string_view file_format = "styk.survey";
inline constexpr int file_version = 1;

}  // namespace styk::survey
