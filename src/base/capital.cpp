#include "base/capital.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace styk {

namespace {

// The first letter and how many bytes it takes; below 0: none.
struct First {
    UChar32 letter = -1;
    std::int32_t bytes = 0;
};

// NOLINTBEGIN(readability-function-size,bugprone-inc-dec-in-conditions): ICU's macros read and
// write UTF-8
First first_of(std::string_view utf8) {
    First out;
    if (!utf8.empty()) {
        const auto* text = reinterpret_cast<const std::uint8_t*>(utf8.data());
        U8_NEXT(text, out.bytes, static_cast<std::int32_t>(utf8.size()), out.letter);
    }
    return out;
}

std::string with_first(std::string_view utf8, const First& first, UChar32 letter) {
    if (first.letter < 0) {
        return std::string(utf8);
    }
    std::uint8_t bytes[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, letter);
    std::string out(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
    return out.append(utf8.substr(static_cast<std::size_t>(first.bytes)));
}

// NOLINTEND(readability-function-size,bugprone-inc-dec-in-conditions)

}  // namespace

bool begins_with_capital(std::string_view utf8) {
    const First first = first_of(utf8);
    return first.letter >= 0 && u_isupper(first.letter) != 0;
}

std::string with_capital(std::string_view utf8) {
    const First first = first_of(utf8);
    return with_first(utf8, first, u_toupper(first.letter));
}

std::string without_capital(std::string_view utf8) {
    const First first = first_of(utf8);
    return with_first(utf8, first, u_tolower(first.letter));
}

}  // namespace styk
