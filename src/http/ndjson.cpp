#include "http/ndjson.h"

#include <fmt/format.h>

#include "base/text.h"
#include "json/json.h"

namespace styk::http {

bool is_ndjson(std::string_view content_type) {
    return content_type.starts_with("application/x-ndjson") ||
           content_type.starts_with("application/jsonl");
}

void each_line(
    std::string_view text,
    Problems& problems,
    const std::function<void(std::size_t, const json::Value&)>& visit
) {
    std::size_t number = 0, seen = 0;
    for (const std::string_view line : split(text, '\n')) {
        ++number;
        if (trim(line).empty()) {
            continue;
        }
        if (++seen > most_lines) {
            throw Refusal(Code::too_large, fmt::format("At most {} lines a request.", most_lines));
        }
        const auto value = json::try_parse(line);
        if (value) {
            visit(number, *value);
        } else {
            problems.push_back({fmt::format("/{}", number), value.error().message});
        }
    }
    if (seen == 0) {
        throw Refusal(Code::invalid, "There is no line in the body.");
    }
}

}  // namespace styk::http
