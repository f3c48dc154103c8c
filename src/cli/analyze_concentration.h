// styk analyze concentration: how unequally value is spread over customers.
#pragma once

#include <string>

#include "cli/analyze_findings.h"
#include "cli/analyze_table.h"

namespace styk::cli {

struct ConcentrationAsked {
    std::string customer, value;  // columns; the values of one customer are added up
};

[[nodiscard]] Findings analyze_concentration(const Table& table, const ConcentrationAsked& asked);

}  // namespace styk::cli
