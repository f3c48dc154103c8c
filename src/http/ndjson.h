// application/x-ndjson: one JSON document a line.
#pragma once

#include <functional>
#include <string_view>

#include "base/result.h"
#include "json/fwd.h"

namespace styk::http {

inline constexpr std::size_t most_lines = 10'000;  // of one request

[[nodiscard]] bool is_ndjson(std::string_view content_type);

// Calls `line` with each document; empty lines are passed over. A line that is not JSON is a
// problem "/LINE", counted from 1. Throws Refusal when there is no line, or more than most_lines.
void each_line(
    std::string_view text,
    Problems& problems,
    const std::function<void(std::size_t line, const json::Value&)>& visit
);

}  // namespace styk::http
