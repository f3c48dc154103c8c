// What people write about, against the net of those who write it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/score.h"

namespace styk::stats {

// gap = net with the code - net without; z unpooled; q is p adjusted over all codes (Benjamini &
// Hochberg); impact = net of all - net without: what would change if those who mention it were not
// there (an association, not a promise). Best with 20 mentions and more.
struct CodeImpact {
    std::uint64_t mentions = 0;
    std::optional<double> with{}, without{}, gap{}, z{}, p{}, q{}, impact{};
    std::string_view reason{};  // no_answers: nobody with, or nobody without; no_spread: no z
};

// `all`: everybody who gave a rating; `with`: those among them who mention each code. Throws Fault
// when more mention a code than there are.
[[nodiscard]] std::vector<CodeImpact> code_impacts(
    const NetCounts& all, std::span<const NetCounts> with
);

}  // namespace styk::stats
