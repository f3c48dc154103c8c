// The days of the year, counted back from the day of `now` in the firm's zone.
#pragma once

#include <vector>

#include "base/time_zone.h"

namespace styk::demo {

inline constexpr int days_in_year = 365;

class Calendar {
public:
    explicit Calendar(Instant now);

    [[nodiscard]] Day today() const { return today_; }

    [[nodiscard]] Day first() const { return today_ - days_in_year + 1; }

    // `day` may lie up to 40 days before the first one: a stay begins before it ends.
    [[nodiscard]] Instant start_of(Day day) const;
    [[nodiscard]] Instant at(Day day, int minute_of_day) const;

    [[nodiscard]] static int month_of(Day day);    // 1..12
    [[nodiscard]] static int weekday_of(Day day);  // 1 Monday … 7 Sunday

private:
    Day today_;
    std::vector<Instant> starts_;
};

}  // namespace styk::demo
