#include "survey/plain_text.h"

#include <array>
#include <charconv>
#include <unicode/unistr.h>

#include "base/text.h"

namespace styk::survey {

namespace {

struct Entity {
    std::string_view name, text;
};

constexpr std::array entities{
    Entity{"amp", "&"},
    Entity{"lt", "<"},
    Entity{"gt", ">"},
    Entity{"quot", "\""},
    Entity{"apos", "'"},
    Entity{"nbsp", " "},
    Entity{"ndash", "–"},
    Entity{"mdash", "—"},
    Entity{"hellip", "…"}
};

std::string numbered(std::string_view name) {
    const bool hexadecimal = name.starts_with("#x") || name.starts_with("#X");
    const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
    UChar32 code = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
    const bool read = error == std::errc() && end == digits.data() + digits.size();
    const bool shown = code >= 0x20 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    std::string out;
    return read && shown ? icu::UnicodeString(code).toUTF8String(out) : out;
}

std::string entity(std::string_view name) {
    for (const Entity& one : entities) {
        if (one.name == name) {
            return std::string(one.text);
        }
    }
    return name.starts_with('#') ? numbered(name) : "";
}

// Where a tag that begins at `at` ends; npos when "<" is only a sign.
std::size_t end_of_tag(std::string_view html, std::size_t at) {
    const char next = at + 1 < html.size() ? html[at + 1] : '\0';
    const bool tag =
        next == '/' || next == '!' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    return tag ? html.find('>', at) : std::string_view::npos;
}

bool breaks_line(std::string_view tag) {
    const std::string name = to_lower_ascii(tag.substr(0, tag.find_first_of(" />", 1)));
    const std::string whole = to_lower_ascii(tag);
    return name == "<br" || whole.starts_with("</p") || whole.starts_with("</div") ||
           whole.starts_with("</li") || whole.starts_with("</h");
}

}  // namespace

std::string plain_text(std::string_view html) {
    std::string out;
    for (std::size_t at = 0; at < html.size();) {
        const std::size_t tag_end = html[at] == '<' ? end_of_tag(html, at) : std::string_view::npos;
        const std::size_t semicolon = html[at] == '&' ? html.find(';', at) : std::string_view::npos;
        const std::string decoded = semicolon == std::string_view::npos || semicolon - at > 10
                                        ? ""
                                        : entity(html.substr(at + 1, semicolon - at - 1));
        if (tag_end != std::string_view::npos) {
            out += breaks_line(html.substr(at, tag_end - at)) ? "\n" : "";
            at = tag_end + 1;
        } else if (!decoded.empty()) {
            out += decoded;
            at = semicolon + 1;
        } else {
            out += html[at++];
        }
    }
    return std::string(trim(out));
}

}  // namespace styk::survey
