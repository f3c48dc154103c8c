// styk analyze journey: the score of the whole journey beside those of its touchpoints.
#pragma once

#include <string>
#include <vector>

#include "cli/analyze_measure.h"

namespace styk::cli {

// One row a journey: its overall score, and a column a touchpoint in the order they are met; an
// empty cell was not met.
struct JourneyAsked {
    MeasureAsked overall;
    std::vector<std::string> touchpoints;
    double bad_to = 2, good_from = 4;  // scores at a touchpoint
};

[[nodiscard]] Findings analyze_journey(const Table& table, const JourneyAsked& asked);

}  // namespace styk::cli
