// Texts of other tools may carry markup; here a text is a text.
#pragma once

#include <string>
#include <string_view>

namespace styk::survey {

// Tags gone, paragraphs and breaks as line ends, the common entities as characters.
[[nodiscard]] std::string plain_text(std::string_view html);

}  // namespace styk::survey
