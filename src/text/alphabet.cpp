#include "text/alphabet.h"

#include <array>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace styk::text {

namespace {

constexpr std::u32string_view lower = U"ąćęłńóśźżáàâäåãæçčďéèêëěíìîïñňöôõøřšßťúùûüůýžőű";
constexpr std::u32string_view upper = U"ĄĆĘŁŃÓŚŹŻÁÀÂÄÅÃÆÇČĎÉÈÊËĚÍÌÎÏÑŇÖÔÕØŘŠẞŤÚÙÛÜŮÝŽŐŰ";
constexpr std::string_view bare = "acelnoszzaaaaaaaccdeeeeeiiiinnoooorsstuuuuuyzou";
static_assert(lower.size() == bare.size() && upper.size() == bare.size());
static_assert(0x80 + bare.size() <= 0xB8);

constexpr std::u32string_view eastern_lower = U"іїєґў";
constexpr std::u32string_view eastern_upper = U"ІЇЄҐЎ";
constexpr Letter first_eastern = 0xB9, yo = 0xB8, ye = 0xE5;

constexpr std::size_t known = 0x530;

using Forms = std::array<Form, known>;

constexpr void put(Forms& forms, char32_t small, char32_t capital, Letter letter) {
    if (small < known) {
        forms[small] = {letter, false};
    }
    if (capital < known) {
        forms[capital] = {letter, true};
    }
}

constexpr Forms all_forms() {
    Forms forms{};
    for (char32_t c = '0'; c <= '9'; ++c) {
        forms[c] = {static_cast<Letter>(c), false};
    }
    for (char32_t c = 0; c < 26; ++c) {
        put(forms, 'a' + c, 'A' + c, static_cast<Letter>('a' + c));
    }
    for (char32_t c = 0; c < 32; ++c) {
        put(forms, U'а' + c, U'А' + c, static_cast<Letter>(0xE0 + c));
    }
    put(forms, U'ё', U'Ё', yo);
    for (std::size_t i = 0; i < bare.size(); ++i) {
        put(forms, lower[i], upper[i], static_cast<Letter>(0x80 + i));
    }
    for (std::size_t i = 0; i < eastern_lower.size(); ++i) {
        put(forms, eastern_lower[i], eastern_upper[i], static_cast<Letter>(first_eastern + i));
    }
    return forms;
}

constexpr Forms forms = all_forms();

constexpr std::array<Letter, 256> all_plain() {
    std::array<Letter, 256> plain{};
    for (std::size_t i = 0; i < plain.size(); ++i) {
        plain[i] = static_cast<Letter>(i);
    }
    for (std::size_t i = 0; i < bare.size(); ++i) {
        plain[0x80 + i] = static_cast<Letter>(bare[i]);
    }
    plain[yo] = ye;
    return plain;
}

constexpr std::array<Letter, 256> plain_letters = all_plain();

// The first code point of the compatibility decomposition: 𝓐 -> A, Ａ -> A, ǎ -> a, ² -> 2.
char32_t root_of(char32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* rules = icu::Normalizer2::getNFKDInstance(status);
    icu::UnicodeString parts;
    if (U_FAILURE(status) != 0 || rules->getDecomposition(static_cast<UChar32>(c), parts) == 0) {
        return c;
    }
    return static_cast<char32_t>(parts.char32At(0));
}

Form unusual_form(char32_t c) {
    const auto code = static_cast<UChar32>(c);
    if (const auto digit = u_charDigitValue(code); digit >= 0) {
        return {static_cast<Letter>('0' + digit), false};
    }
    const auto root = root_of(c);
    if (root != c && root < known && forms[root].letter != 0) {
        return {forms[root].letter, forms[root].upper || u_isupper(code) != 0};
    }
    if (u_isalpha(code) == 0) {
        return {};
    }
    const auto small = static_cast<char32_t>(u_tolower(code));
    const auto letter = small < known ? forms[small].letter : Letter{0};
    return {letter == 0 ? other_letter : letter, u_isupper(code) != 0};
}

constexpr CodePoint broken{U'\uFFFD', 1};

bool continues(std::string_view text, std::size_t at, std::size_t count) {
    for (std::size_t i = 1; i < count; ++i) {
        if (at + i >= text.size() || (static_cast<unsigned char>(text[at + i]) & 0xC0U) != 0x80U) {
            return false;
        }
    }
    return true;
}

char32_t tail_bits(char c) {
    return static_cast<unsigned char>(c) & 0x3FU;
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) {
        return {first, 1};
    }
    if (first >= 0xC2 && first <= 0xDF && continues(text, at, 2)) {
        return {(static_cast<char32_t>(first & 0x1FU) << 6U) | tail_bits(text[at + 1]), 2};
    }
    if (first >= 0xE0 && first <= 0xEF && continues(text, at, 3)) {
        const auto value = (static_cast<char32_t>(first & 0x0FU) << 12U) |
                           (tail_bits(text[at + 1]) << 6U) | tail_bits(text[at + 2]);
        const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
        return value < 0x800 || surrogate ? broken : CodePoint{value, 3};
    }
    if (first >= 0xF0 && first <= 0xF4 && continues(text, at, 4)) {
        const auto value = (static_cast<char32_t>(first & 0x07U) << 18U) |
                           (tail_bits(text[at + 1]) << 12U) | (tail_bits(text[at + 2]) << 6U) |
                           tail_bits(text[at + 3]);
        return value < 0x10000 || value > 0x10FFFF ? broken : CodePoint{value, 4};
    }
    return broken;
}

Form form_of(char32_t c) {
    if (c < known && (c < 0x80 || forms[c].letter != 0)) {
        return forms[c];
    }
    return unusual_form(c);
}

Letter plain(Letter letter) {
    return plain_letters[letter];
}

std::string to_utf8(std::basic_string_view<Letter> letters) {
    std::string out;
    for (const Letter letter : letters) {
        char32_t c = letter;
        for (char32_t i = 0; letter >= 0x80 && i < known; ++i) {
            if (forms[i].letter == letter && !forms[i].upper) {
                c = i;
            }
        }
        out += static_cast<char>(c < 0x80 ? c : 0xC0U | (c >> 6U));
        if (c >= 0x80) {
            out += static_cast<char>(0x80U | (c & 0x3FU));
        }
    }
    return out;
}

}  // namespace styk::text
