// The signs by which other tools compare, and how they are written here.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace styk::travel {

// Thrown inside a reader by a condition that has no counterpart: it is dropped and the report says
// why.
struct Unreadable {
    std::string why;
};

struct Spelling {
    std::string_view there, here;
};

// Nothing when there is no such sign here.
[[nodiscard]] inline std::optional<std::string> sign_here(
    std::span<const Spelling> all, std::string_view there
) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Spelling& one) {
        return one.there == there;
    });
    return found == all.end() ? std::nullopt : std::optional(std::string(found->here));
}

// The same where a condition stands or falls with it.
[[nodiscard]] inline std::string need_sign_here(
    std::span<const Spelling> all, const std::string& there
) {
    auto found = sign_here(all, there);
    if (!found) {
        throw Unreadable{there};
    }
    return *std::move(found);
}

}  // namespace styk::travel
