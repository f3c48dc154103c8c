#include "base/query_string.h"

#include <optional>

#include "base/text.h"

namespace styk {

namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Nothing when an escape is incomplete or not hexadecimal.
std::optional<std::string> unescape(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            out += plus_is_space && text[at] == '+' ? ' ' : text[at];
            continue;
        }
        const int high = at + 2 < text.size() ? hex_value(text[at + 1]) : -1;
        const int low = at + 2 < text.size() ? hex_value(text[at + 2]) : -1;
        if (high < 0 || low < 0) {
            return std::nullopt;
        }
        out += static_cast<char>(high * 16 + low);
        at += 2;
    }
    return out;
}

Result<std::string> decode(std::string_view text, bool plus_is_space) {
    auto plain = unescape(text, plus_is_space);
    if (!plain) {
        return tl::unexpected(Problem{"", "A % must be followed by two hexadecimal digits."});
    }
    if (!is_utf8(*plain)) {
        return tl::unexpected(Problem{"", "The text is not valid UTF-8."});
    }
    return std::move(*plain);
}

Result<QueryPairs::value_type> read_pair(std::string_view part) {
    const auto equals = part.find('=');
    auto name = decode(part.substr(0, equals), true);
    if (!name) {
        return tl::unexpected(name.error());
    }
    auto value = decode(equals == std::string_view::npos ? "" : part.substr(equals + 1), true);
    if (!value) {
        return tl::unexpected(Problem{"/" + *name, value.error().message});
    }
    return QueryPairs::value_type{std::move(*name), std::move(*value)};
}

}  // namespace

Result<std::string> percent_decode(std::string_view text) {
    return decode(text, false);
}

std::string percent_encode(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += {'%', digits[byte / 16U], digits[byte % 16U]};
    }
    return out;
}

Result<QueryPairs> read_query_string(std::string_view text) {
    QueryPairs pairs;
    for (const std::string_view part : split(text, '&')) {
        if (part.empty()) {
            continue;
        }
        auto pair = read_pair(part);
        if (!pair) {
            return tl::unexpected(pair.error());
        }
        pairs.push_back(std::move(*pair));
    }
    return pairs;
}

}  // namespace styk
