// The periods of a question that are over, one after the other.
#pragma once

#include <map>
#include <vector>

#include "insight/engine.h"

namespace styk::story {

// Periods one after the other; both days are first days of a period.
struct Stretch {
    Period period;
    Day first, last;
};

struct WholePeriod {
    Day first_day = 0;
    stats::Histogram histogram;
};

// The last period that is over on this day of the firm.
[[nodiscard]] Day last_whole_period(Period period, Day today);

// `count` periods before; the same weekday, month or quarter `years` earlier.
[[nodiscard]] Day periods_before(Period period, Day first_day, int count);
[[nodiscard]] Day year_before(Period period, Day first_day);

// From `first` to `last`, both first days of periods, without gaps: empty ones have no answers.
// `filter` has no dates.
[[nodiscard]] std::vector<WholePeriod> whole_periods(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const std::string& metric,
    feedback::Filter filter,
    Period period,
    Day first,
    Day last
);

// The same for each group of a dimension; answers without one are left out. `position`: what was
// counted.
struct GroupedPeriods {
    std::map<std::string, std::vector<WholePeriod>> groups;
    std::int64_t position = 0;
};

[[nodiscard]] GroupedPeriods whole_periods_by(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const std::string& metric,
    feedback::Filter filter,
    const std::string& by,
    const Stretch& stretch
);

}  // namespace styk::story
