// The period a question is about, and the equally long one before it.
#pragma once

#include "insight/question.h"

namespace styk::story {

struct TwoPeriods {
    Instant before_from, from, to;  // before: [before_from, from)
};

// By default the last 90 of the firm's days. Whole days before stand before whole days, whatever
// the clocks did meanwhile. Throws Refusal{invalid} when the period is empty.
[[nodiscard]] TwoPeriods two_periods(
    const feedback::Filter& filter, const feedback::Directory& directory, Instant now
);

}  // namespace styk::story
