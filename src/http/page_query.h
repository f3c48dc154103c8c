// The parameters of a list that goes from the newest on and whose cursor is a position.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"

namespace styk::http {

struct PageQuery {
    std::optional<std::int64_t> before{};  // positions below this one
    int limit = 50;
};

// Reads `limit` and `cursor`; any other name is none of the list.
void read_page_parameter(
    const std::string& name, const std::string& text, PageQuery& asked, Problems& problems
);

}  // namespace styk::http
