// Steps against the others, and the channels of one step against each other.
#pragma once

#include "story/step_figures.h"

namespace styk::story {

// Between the best and the worst channel of those with enough answers; nothing with fewer than two.
[[nodiscard]] std::optional<ChannelGap> gap_of(const MetricCount& count, const CountedCell& cell);

// `cell` is what stands at `touchpoint`.
[[nodiscard]] Compared against_others(
    const MetricCount& count, const std::string& touchpoint, const CountedCell& cell
);

// Which of all these comparisons stand (Benjamini & Hochberg); a touchpoint that stands on several
// steps is one.
void judge_all(std::vector<StepFigures>& steps);

}  // namespace styk::story
