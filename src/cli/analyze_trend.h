// styk analyze trend: a score by period with control limits, changes of level, a test of a steady
// rise or fall, and a forecast with how good it was in the past.
#pragma once

#include <string>

#include "cli/analyze_measure.h"

namespace styk::cli {

struct TrendAsked {
    MeasureAsked measure;
    std::string date;
    std::string period = "month";
    int horizon = 6;
};

[[nodiscard]] Findings analyze_trend(const Table& table, const TrendAsked& asked);

}  // namespace styk::cli
