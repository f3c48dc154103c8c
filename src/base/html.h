// Text inside HTML.
#pragma once

#include <string>
#include <string_view>

namespace styk {

// For an element and for an attribute between either kind of quotation marks.
[[nodiscard]] std::string escape_html(std::string_view text);

}  // namespace styk
