// The request target: what stands between the method and the version.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace styk::net {

struct Target {
    std::string path;   // decoded
    std::string query;  // raw
};

// Takes "/a/b?c", "http://host/a/b?c" and "*". An escaped '/' is refused: decoded, it would be
// indistinguishable from one that parts two segments.
[[nodiscard]] Result<Target> parse_target(std::string_view target);

}  // namespace styk::net
