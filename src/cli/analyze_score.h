// styk analyze nps|wr|csat|ces|mean: one score, and by groups each against the rest.
#pragma once

#include <optional>
#include <string>

#include "cli/analyze_measure.h"

namespace styk::cli {

struct ScoreAsked {
    MeasureAsked measure;
    std::optional<std::string> by;
};

[[nodiscard]] Findings analyze_score(const Table& table, const ScoreAsked& asked);

}  // namespace styk::cli
