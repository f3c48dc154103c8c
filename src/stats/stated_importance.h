// What people say matters (stated) against what moves the outcome (derived, such as LMG shares).
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace styk::stats {

// Cut at the mean of each side; on it counts as high. key: both high. hygiene: said to be
// important, does not move the outcome. hidden_driver: moves it, is not said. low: neither.
enum class StatedField { key, hygiene, hidden_driver, low };

struct StatedImportance {
    std::optional<double> spearman{}, kendall{};  // nothing with fewer than two items or no spread
    std::vector<StatedField> fields{};
};

// Throws Fault when the sides differ in length or a value is NaN.
[[nodiscard]] StatedImportance stated_importance(
    std::span<const double> stated, std::span<const double> derived
);

}  // namespace styk::stats
