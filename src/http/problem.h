// The one place where errors become answers (RFC 9457).
#pragma once

#include "base/result.h"
#include "net/message.h"

namespace styk::http {

[[nodiscard]] net::Response problem_answer(const Refusal& refusal);
[[nodiscard]] net::Response fault_answer();  // 500, says nothing about the inside

// The same when something was written before it broke: sent again it might be done twice.
[[nodiscard]] net::Response half_told_answer();

}  // namespace styk::http
