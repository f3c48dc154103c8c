// One byte a letter: what the kernels of this room read instead of code points.
//
//   'a'..'z', '0'..'9'   themselves
//   0xE0..0xFF           а..я, as in Windows-1251;  0xB8 is ё
//   0x80..0xB7           Latin letters with marks, the Polish ones first
//   0xB9..0xBD           і ї є ґ ў
//   0xBF                 a letter of any other alphabet
//
// Upper case, full-width, mathematical and decomposed forms become the letter they stand for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace styk::text {

using Letter = unsigned char;

inline constexpr Letter other_letter = 0xBF;

struct CodePoint {
    char32_t value = 0;       // 0xFFFD for bytes that are not UTF-8
    std::uint32_t bytes = 1;  // how many it took, at least one
};

[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t at);  // at < size

struct Form {
    Letter letter = 0;  // 0: no letter and no digit
    bool upper = false;
};

[[nodiscard]] Form form_of(char32_t c);

[[nodiscard]] Letter plain(Letter letter);  // without its mark: ł -> l, ё -> е; й stays

[[nodiscard]] constexpr bool is_digit(Letter letter) {
    return letter >= '0' && letter <= '9';
}

[[nodiscard]] constexpr bool is_latin(Letter letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 0x80 && letter < 0xB8);
}

[[nodiscard]] constexpr bool is_cyrillic(Letter letter) {
    return letter >= 0xC0 || (letter >= 0xB8 && letter <= 0xBD);
}

// The letters as UTF-8, for people and files; what is no letter stays as it is.
[[nodiscard]] std::string to_utf8(std::basic_string_view<Letter> letters);

}  // namespace styk::text
