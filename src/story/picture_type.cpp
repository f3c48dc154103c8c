#include "story/picture_type.h"

namespace styk::story {

std::optional<std::string_view> picture_type(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) {
        return "image/png";
    }
    if (bytes.starts_with("\xFF\xD8\xFF"sv)) {
        return "image/jpeg";
    }
    if (bytes.size() > 12 && bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WEBP"sv) {
        return "image/webp";
    }
    return {};
}

std::optional<std::string_view> file_type(std::string_view bytes) {
    return bytes.starts_with("%PDF-") ? std::optional(document_type) : picture_type(bytes);
}

}  // namespace styk::story
