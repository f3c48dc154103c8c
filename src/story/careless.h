// Answers given without care: faster than anybody reads, or the same in every row of a table.
//
// Quick: less than a third of the median time of those who finished, told when at least thirty
// did (after Greszki, Meyer and Schoen 2015, who hold each answer against the median). The same:
// one column in all rows of a table of five rows or more, also of two rated at once (long strings,
// Johnson 2005). Signs, not proof: nobody is left out of any figure for them.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "story/survey_counts.h"
#include "survey/response.h"
#include "survey/route.h"

namespace styk::story {

struct Careless {
    std::int64_t n = 0;                     // answered to the end
    std::int64_t quick = 0, same = 0;       // some are both
    std::optional<double> quick_seconds{};  // below this; none: too few to tell
    Figure share;                           // of n, either or both
};

class CarelessCount {
public:
    // A complete response; `seconds`: on all pages together, none where it was not measured.
    void add(
        const survey::Definition& definition,
        const survey::Route& route,
        std::optional<double> seconds
    );

    // Nothing where there are fewer than may be shown.
    [[nodiscard]] std::optional<Careless> result(const stats::TierLimits& limits) const;

private:
    std::vector<std::pair<double, bool>> timed_;  // seconds; whether a table is all the same
    std::int64_t untimed_ = 0, untimed_same_ = 0;
};

}  // namespace styk::story
