#include "base/text.h"

#include <algorithm>
#include <memory>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/result.h"

namespace styk {

namespace {

struct Sequence {
    std::size_t length;
    unsigned char least, most;  // bounds of the second byte
};

// Table 3-7 of the Unicode standard: well-formed byte sequences by their first byte.
Sequence sequence_of(unsigned char first) {
    if (first < 0x80) {
        return {1, 0, 0};
    }
    if (first >= 0xC2 && first <= 0xDF) {
        return {2, 0x80, 0xBF};
    }
    if (first >= 0xE0 && first <= 0xEF) {
        return {
            3,
            static_cast<unsigned char>(first == 0xE0 ? 0xA0 : 0x80),
            static_cast<unsigned char>(first == 0xED ? 0x9F : 0xBF)
        };
    }
    if (first >= 0xF0 && first <= 0xF4) {
        return {
            4,
            static_cast<unsigned char>(first == 0xF0 ? 0x90 : 0x80),
            static_cast<unsigned char>(first == 0xF4 ? 0x8F : 0xBF)
        };
    }
    return {0, 0, 0};
}

bool is_space_at(std::string_view text, std::size_t at) {
    return std::string_view(" \t\r\n\v\f").find(text[at]) != std::string_view::npos;
}

constexpr std::string_view no_break_space = "\xC2\xA0";

// A transliterator is not safe to share between threads and costs milliseconds to make.
const icu::Transliterator& transliterator(const char* id) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance(id, UTRANS_FORWARD, status)
    );
    if (U_FAILURE(status) != 0 || !made) {
        throw Fault(std::string("ICU has no transliterator ") + id);
    }
    return *made.release();
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x80;
    });
}

std::string words_of(const icu::UnicodeString& text) {
    icu::UnicodeString kept;
    bool gap = false;
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (u_isalnum(c) == 0) {
            gap = !kept.isEmpty();
            continue;
        }
        if (gap) {
            kept.append(u' ');
            gap = false;
        }
        kept.append(c);
    }
    std::string out;
    return kept.toUTF8String(out);
}

std::string words_of_ascii(std::string_view text) {
    std::string out;
    bool gap = false;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && (c < '0' || c > '9')) {
            gap = !out.empty();
            continue;
        }
        if (gap) {
            out += ' ';
            gap = false;
        }
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return out;
}

std::string transliterate(std::string_view utf8, const icu::Transliterator& rules) {
    auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size()))
    );
    rules.transliterate(text);
    return words_of(text);
}

}  // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto [length, least, most] = sequence_of(static_cast<unsigned char>(text[at]));
        if (length == 0 || at + length > text.size()) {
            return false;
        }
        for (std::size_t i = 1; i < length; ++i) {
            const auto byte = static_cast<unsigned char>(text[at + i]);
            if (byte < (i == 1 ? least : 0x80) || byte > (i == 1 ? most : 0xBF)) {
                return false;
            }
        }
        at += length;
    }
    return true;
}

std::size_t count_code_points(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::string_view trim(std::string_view text) {
    for (;;) {
        if (!text.empty() && is_space_at(text, 0)) {
            text.remove_prefix(1);
        } else if (text.starts_with(no_break_space)) {
            text.remove_prefix(no_break_space.size());
        } else {
            break;
        }
    }
    for (;;) {
        if (!text.empty() && is_space_at(text, text.size() - 1)) {
            text.remove_suffix(1);
        } else if (text.ends_with(no_break_space)) {
            text.remove_suffix(no_break_space.size());
        } else {
            return text;
        }
    }
}

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto found = text.find(at);
        parts.push_back(text.substr(0, found));
        if (found == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(found + 1);
    }
}

std::string to_lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return out;
}

std::string fold_for_search(std::string_view utf8) {
    if (is_ascii(utf8)) {
        return words_of_ascii(utf8);
    }
    // Latin-ASCII would also turn ß into ss; only marks and the letters that do not decompose are
    // folded.
    thread_local const icu::Transliterator& rules =
        transliterator("NFD; [:Nonspacing Mark:] Remove; Lower; [ł] Latin-ASCII; NFC");
    return transliterate(utf8, rules);
}

std::string to_key(std::string_view utf8) {
    thread_local const icu::Transliterator& rules = transliterator("Any-Latin; Latin-ASCII; Lower");
    std::string key = is_ascii(utf8) ? words_of_ascii(utf8) : transliterate(utf8, rules);
    std::replace(key.begin(), key.end(), ' ', '_');
    std::erase_if(key, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    key.resize(std::min<std::size_t>(key.size(), 64));
    return key;
}

bool is_key(std::string_view text) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !text.empty() && text.size() <= 64 && plain(text.front()) &&
           std::all_of(text.begin(), text.end(), [&](char c) {
               return plain(c) || c == '_' || c == '-';
           });
}

}  // namespace styk
