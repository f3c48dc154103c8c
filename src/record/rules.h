// The rules that many fields share. Each gives the message that follows the field's name in a
// problem.
#pragma once

#include <string_view>

#include "record/shape.h"

namespace styk::record::rule {

[[nodiscard]] Rule length(
    std::size_t least, std::size_t most
);  // code points; refuses control characters
[[nodiscard]] Rule prose(std::size_t least, std::size_t most);  // the same, line breaks allowed
[[nodiscard]] Rule between(std::int64_t low, std::int64_t high);
[[nodiscard]] Rule real_between(double low, double high);
[[nodiscard]] Rule key();  // base/text.h is_key
[[nodiscard]] Rule day();  // "2026-11-21"
[[nodiscard]] Rule email();
[[nodiscard]] Rule language();  // "pl", "pt-BR"
[[nodiscard]] Rule items_of(std::vector<std::string_view> allowed
);  // a list with only these texts, none twice
[[nodiscard]] Rule small_object(std::size_t most_bytes);  // an object of texts, numbers and flags

[[nodiscard]] bool is_email(std::string_view text);

}  // namespace styk::record::rule
