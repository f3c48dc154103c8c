// The questions around a question: what somebody may ask besides, to learn more by subtraction.
#pragma once

#include "feedback/filter.h"
#include "insight/question.h"

namespace styk::story {

// The same filter with some of its names left out or replaced by what lies above them: one, two,
// all.
[[nodiscard]] std::vector<feedback::Filter> wider_filters(
    const feedback::Filter& filter, const feedback::Directory& directory
);

// A list of several values, or a "not": the filter without it, and what to group by to see each
// value alone. Those that cannot be grouped by (words, tags, customers) are not among them.
struct Listed {
    insight::GroupBy by;
    feedback::Filter without;
};

[[nodiscard]] std::vector<Listed> lists_in(
    const feedback::Filter& filter, const feedback::Directory& directory
);

}  // namespace styk::story
