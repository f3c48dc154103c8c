// When one problem says it all.
#pragma once

#include <cstdlib>
#include <string>
#include <utility>

#include "base/result.h"

namespace styk::http {

// Refusal{invalid} that names this problem.
[[noreturn]] inline void refuse(std::string pointer, std::string message) {
    refuse_if({{std::move(pointer), std::move(message)}});
    std::abort();  // not reached: there was a problem
}

}  // namespace styk::http
