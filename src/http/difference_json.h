// What lies between two figures, on the wire.
#pragma once

#include "json/fwd.h"
#include "stats/difference.h"

namespace styk::http {

// {value, lo, hi, p, method, stands}; null where there is none.
[[nodiscard]] json::Value difference_json(const stats::Difference& found);

}  // namespace styk::http
