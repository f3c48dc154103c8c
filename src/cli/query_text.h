// Text as the value of a query parameter.
#pragma once

#include <cctype>
#include <fmt/format.h>
#include <string>
#include <string_view>

namespace styk::cli {

// Everything unusual as %XX.
[[nodiscard]] inline std::string query_text(std::string_view value) {
    std::string out;
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = std::isalnum(byte) != 0 || c == '.' || c == '-' || c == '_';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return out;
}

}  // namespace styk::cli
