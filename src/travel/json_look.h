// Looking into JSON whose shape cannot be trusted: what is not there, or is something else, is
// empty.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "json/json.h"

namespace styk::travel {

[[nodiscard]] const json::Object& object_in(const json::Object& of, std::string_view name);
[[nodiscard]] const json::Array& list_in(const json::Object& of, std::string_view name);
[[nodiscard]] const json::Object& object_of(const json::Value& value);

// Numbers and flags as their text.
[[nodiscard]] std::string word_in(const json::Object& of, std::string_view name);
[[nodiscard]] std::string word_of(const json::Value& value);
[[nodiscard]] bool flag_in(const json::Object& of, std::string_view name);
[[nodiscard]] std::optional<double> number_in(const json::Object& of, std::string_view name);
[[nodiscard]] std::optional<int> whole_in(const json::Object& of, std::string_view name);

}  // namespace styk::travel
