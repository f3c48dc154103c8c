// Which rows of an answer stay hidden: groups below the threshold, and others that would give them
// away by subtraction (stats/anonymity.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace styk::story {

using CellKeys = std::vector<std::optional<std::string>>;  // one a grouping

// [row]. `n`: how many people's answers a row holds; 1 as the least hides nothing.
[[nodiscard]] std::vector<bool> rows_to_hide(
    const std::vector<CellKeys>& keys, const std::vector<std::uint64_t>& n, std::uint64_t least
);

}  // namespace styk::story
