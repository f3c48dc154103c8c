// The first letter of a text as a capital, and as a small one, in any script.
#pragma once

#include <string>
#include <string_view>

namespace styk {

[[nodiscard]] bool begins_with_capital(std::string_view utf8);
[[nodiscard]] std::string with_capital(std::string_view utf8);
[[nodiscard]] std::string without_capital(std::string_view utf8);

}  // namespace styk
