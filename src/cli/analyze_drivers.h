// styk analyze drivers: what goes along with an outcome, and how much of it each driver explains.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/analyze_findings.h"
#include "cli/analyze_table.h"

namespace styk::cli {

struct DriversAsked {
    std::string outcome;
    std::vector<std::string> drivers;
    std::optional<std::string> positive;  // the outcome is text: 1 where it is this, 0 elsewhere
    double level = 0.95;
};

[[nodiscard]] Findings analyze_drivers(const Table& table, const DriversAsked& asked);

}  // namespace styk::cli
