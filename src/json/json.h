// JSON with limits. Rooms include this in .cpp files only; headers use json/fwd.h (Boost.JSON is
// slow to compile).
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "base/result.h"
#include "json/fwd.h"

namespace styk::json {

inline constexpr std::size_t max_depth = 32;

// Reads one document. Throws Refusal{unreadable} naming line and column; refuses invalid UTF-8, a
// repeated key in one object is the last one's (RFC 8259 leaves it open). `storage` may be a
// monotonic resource for speed.
[[nodiscard]] Value parse(std::string_view text, boost::json::storage_ptr storage = {});

// The same for the caller who decides.
[[nodiscard]] Result<Value> try_parse(std::string_view text, boost::json::storage_ptr storage = {});

[[nodiscard]] inline std::string write(const Value& value) {
    return boost::json::serialize(value);
}

[[nodiscard]] inline std::string write(const Object& value) {
    return boost::json::serialize(value);
}

// The object of a request body; throws Refusal{invalid} when it is something else.
[[nodiscard]] const Object& need_object(const Value& value);

// "a/b~c" -> "a~1b~0c" (RFC 6901).
[[nodiscard]] std::string escape_pointer(std::string_view part);

// JSON Merge Patch (RFC 7396).
void merge_patch(Value& target, const Value& patch);

}  // namespace styk::json
