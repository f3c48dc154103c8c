#include "demo/calendar.h"

#include <chrono>

namespace styk::demo {

namespace {

constexpr int days_before = 40;

}  // namespace

Calendar::Calendar(Instant now) {
    const TimeZone zone("Europe/Warsaw");
    today_ = zone.day_of(now);
    for (Day day = first() - days_before; day <= today_ + 1; ++day) {
        starts_.push_back(zone.start_of(day));
    }
}

Instant Calendar::start_of(Day day) const {
    const Day since = day - first() + days_before;
    return starts_.at(static_cast<std::size_t>(since));
}

Instant Calendar::at(Day day, int minute_of_day) const {
    return start_of(day) + std::chrono::minutes(minute_of_day);
}

int Calendar::month_of(Day day) {
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
    return static_cast<int>(static_cast<unsigned>(date.month()));
}

int Calendar::weekday_of(Day day) {
    const std::chrono::weekday weekday{std::chrono::sys_days(std::chrono::days(day))};
    return static_cast<int>(weekday.iso_encoding());
}

}  // namespace styk::demo
