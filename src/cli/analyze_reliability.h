// styk analyze reliability: may these questions be added up to one score?
#pragma once

#include <string>
#include <vector>

#include "cli/analyze_findings.h"
#include "cli/analyze_table.h"

namespace styk::cli {

struct ReliabilityAsked {
    std::vector<std::string> items;
    double level = 0.95;
};

[[nodiscard]] Findings analyze_reliability(const Table& table, const ReliabilityAsked& asked);

}  // namespace styk::cli
