// The door of a server under test/fault: a request says in X-Fault what breaks while it is
// answered, and the answer tells in X-Fault-Trace what happened (base/faults.h).
#pragma once

#include <string_view>

#include "base/faults.h"
#include "http/door.h"

namespace styk::http {

// "once 3", "onwards 3", "twice" or "none".
[[nodiscard]] FaultPlan read_plan(std::string_view text);

// Without the header nothing is counted.
[[nodiscard]] Answer answer_with_faults(const Door& door, const net::Request& request);

}  // namespace styk::http
