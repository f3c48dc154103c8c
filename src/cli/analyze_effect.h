// styk analyze effect: what a change at a known day did. Before and after; the series' break
// against its own trend; and, with a group that the change did not reach, the difference in
// differences.
#pragma once

#include <optional>
#include <string>

#include "cli/analyze_measure.h"

namespace styk::cli {

struct EffectAsked {
    MeasureAsked measure;
    std::string date, at;
    std::optional<std::string> group, changed;  // both or none
    double worth = 0;                           // smallest effect worth acting on, as shown
    bool less_is_better = false;
};

[[nodiscard]] Findings analyze_effect(const Table& table, const EffectAsked& asked);

}  // namespace styk::cli
