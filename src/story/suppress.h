// Hidden groups stay hidden: one that is hidden alone would be the whole less the others, so the
// smallest other goes with it.
#pragma once

#include <algorithm>
#include <vector>

#include "stats/score.h"

namespace styk::story {

// `Row` has a histogram and the estimate made of it.
template <class Row>
void hide(const stats::MetricRule& rule, Row& row) {
    stats::TierLimits beyond;
    beyond.anonymous_below = row.estimate.n + 1;
    row.estimate = stats::estimate(rule, row.histogram, beyond);
}

template <class Row>
[[nodiscard]] bool is_hidden(const Row& row) {
    return row.estimate.tier == stats::Tier::hidden;
}

// `rows` add up to a whole that is shown or may be asked for.
template <class Row>
void hide_a_second(const stats::MetricRule& rule, const std::vector<Row*>& rows) {
    if (std::count_if(rows.begin(), rows.end(), [](Row* row) { return is_hidden(*row); }) != 1) {
        return;
    }
    Row* smallest = nullptr;
    for (Row* row : rows) {
        const bool shown = !is_hidden(*row) && row->estimate.n > 0;
        if (shown && (smallest == nullptr || row->estimate.n < smallest->estimate.n)) {
            smallest = row;
        }
    }
    if (smallest != nullptr) {
        hide(rule, *smallest);
    }
}

}  // namespace styk::story
