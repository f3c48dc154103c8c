// How often customers needed what, at which touchpoint.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "feedback/need.h"
#include "insight/engine.h"
#include "stats/score.h"

namespace styk::story {

struct NeedRow {
    std::optional<std::string> touchpoint{};  // key; nothing: at none
    std::uint64_t feedback = 0;               // all of it there
    std::vector<std::uint64_t> marked{};      // in the order of the needs
    std::vector<stats::Estimate> shares{};    // of that feedback; the same order
};

// `filter` is the viewer's already. Rows with the most marks first.
[[nodiscard]] std::vector<NeedRow> count_needs(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const feedback::Filter& filter,
    const std::vector<feedback::Need>& needs,
    const stats::TierLimits& limits
);

}  // namespace styk::story
