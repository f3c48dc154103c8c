// styk analyze survival: how long until something happens, when some are still under way.
#pragma once

#include <optional>
#include <string>

#include "cli/analyze_findings.h"
#include "cli/analyze_table.h"

namespace styk::cli {

struct SurvivalAsked {
    std::string duration, event;  // columns; event: 1 it happened, 0 still under way
    std::optional<std::string> group;
    double level = 0.95;
};

[[nodiscard]] Findings analyze_survival(const Table& table, const SurvivalAsked& asked);

}  // namespace styk::cli
