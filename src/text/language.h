// The languages that are read.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace styk::text {

enum class Language : std::uint8_t { pl, ru, en };

inline constexpr std::array all_languages = {Language::pl, Language::ru, Language::en};

[[nodiscard]] constexpr std::string_view code_of(Language language) {
    constexpr std::string_view codes[] = {"pl", "ru", "en"};
    return codes[static_cast<std::size_t>(language)];
}

[[nodiscard]] constexpr std::optional<Language> language_of(std::string_view code) {
    for (const auto language : all_languages) {
        if (code_of(language) == code) {
            return language;
        }
    }
    return std::nullopt;
}

}  // namespace styk::text
