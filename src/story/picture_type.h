// Files that people put in: what they are is told by their bytes, never by their name.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace styk::story {

inline constexpr std::size_t most_picture_bytes = 1'000'000, most_document_bytes = 10'000'000;
inline constexpr std::string_view document_type = "application/pdf";

// "image/png", "image/jpeg" or "image/webp"; nothing for anything else.
[[nodiscard]] std::optional<std::string_view> picture_type(std::string_view bytes);

// A picture, or a document.
[[nodiscard]] std::optional<std::string_view> file_type(std::string_view bytes);

}  // namespace styk::story
