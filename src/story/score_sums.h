// The answers of a histogram as numbers of the score's unit, so that their mean is the score: a net
// is the mean of 1, 0 and -1, a share that of 1 and 0.
#pragma once

#include "stats/difference.h"
#include "stats/difference_in_differences.h"

namespace styk::story {

// What one rating adds to the score.
[[nodiscard]] double score_of(const stats::MetricRule& rule, int rating);

[[nodiscard]] stats::CellSums score_sums(
    const stats::MetricRule& rule, const stats::Histogram& histogram
);
[[nodiscard]] stats::Summary score_summary(
    const stats::MetricRule& rule, const stats::Histogram& histogram
);

}  // namespace styk::story
