// What a field of a record holds while nobody knows the record's type: between struct, column and
// JSON.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace styk::record {

// monostate: null. Lists and objects are JSON text in the string.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

[[nodiscard]] inline bool is_null(const Value& value) {
    return value.index() == 0;
}

}  // namespace styk::record
