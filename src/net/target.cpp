#include "net/target.h"

#include <algorithm>

#include "base/text.h"
#include "net/query.h"

namespace styk::net {

namespace {

tl::unexpected<Problem> wrong(const char* message) {
    return tl::unexpected(Problem{"", message});
}

// What a proxy may send: scheme and host in front of the path.
std::string_view without_origin(std::string_view target) {
    if (!target.starts_with("http://") && !target.starts_with("https://")) {
        return target;
    }
    const auto slash = target.find('/', target.find("//") + 2);
    return slash == std::string_view::npos ? "/" : target.substr(slash);
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

bool has_escaped_slash(std::string_view path) {
    return path.find("%2f") != std::string_view::npos || path.find("%2F") != std::string_view::npos;
}

bool has_dots(std::string_view path) {
    const auto segments = split(path, '/');
    return std::any_of(segments.begin(), segments.end(), [](std::string_view segment) {
        return segment == "." || segment == "..";
    });
}

}  // namespace

Result<Target> parse_target(std::string_view target) {
    if (target == "*") {
        return Target{"*", ""};
    }
    target = without_origin(target);
    if (!target.starts_with('/') || target.find('#') != std::string_view::npos) {
        return wrong("The target must be a path.");
    }
    const auto mark = target.find('?');
    const std::string_view raw = target.substr(0, mark);
    if (has_escaped_slash(raw)) {
        return wrong("The path must not hold an escaped slash.");
    }
    auto path = percent_decode(raw);
    if (!path) {
        return tl::unexpected(path.error());
    }
    if (std::any_of(path->begin(), path->end(), is_control)) {
        return wrong("The path must not hold control characters.");
    }
    if (has_dots(*path)) {
        return wrong("The path must not hold '.' or '..' segments.");
    }
    const auto query = mark == std::string_view::npos ? "" : target.substr(mark + 1);
    return Target{std::move(*path), std::string(query)};
}

}  // namespace styk::net
