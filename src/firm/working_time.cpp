#include "firm/working_time.h"

#include <algorithm>
#include <utility>

#include "base/zone_offsets.h"
#include "firm/firm.h"

namespace styk::firm {

namespace {

using std::chrono::microseconds;

constexpr std::int64_t us_per_minute = 60'000'000;
constexpr std::int64_t us_per_day = us_per_minute * 60 * 24;

std::int64_t weekday(Day day) {  // 1970-01-01 was a Thursday
    return ((day + 3) % 7 + 7) % 7 + 1;
}

// On a day of a clock change: the first part of the day, each with its own offset, that shows it.
Instant local_time_of_change(const TimeZone& zone, Day day, int minute, Instant end) {
    const std::int64_t local = day * us_per_day + minute * us_per_minute;
    const auto parts = offsets_of(zone, zone.start_of(day), end - microseconds(1));
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Instant part_end = i + 1 < parts.size() ? parts[i + 1].from : end;
        const Instant at = std::max(Instant{local - parts[i].offset_us}, parts[i].from);
        if (at < part_end) {
            return at;
        }
    }
    return end;
}

Problems problems_of(const WorkingHours& hours) {
    Problems problems;
    const auto is_weekday = [](std::int64_t day) { return day >= 1 && day <= 7; };
    if (hours.days.empty() || !std::ranges::all_of(hours.days, is_weekday)) {
        problems.push_back({"/days", "must be days of the week, 1 (Monday) to 7"});
    }
    if (hours.from < 0 || hours.to > 24 * 60 || hours.from >= hours.to) {
        problems.push_back({"/to", "must be later than from"});
    }
    return problems;
}

}  // namespace

WorkingHours always_open() {
    return {.days = {1, 2, 3, 4, 5, 6, 7}, .from = 0, .to = 24 * 60};
}

int minute_of_day(std::string_view time) {
    const auto number = [&](std::size_t at) { return (time[at] - '0') * 10 + time[at + 1] - '0'; };
    return number(0) * 60 + number(3);
}

WorkingHours hours_of(const Firm& firm, std::vector<Day> holidays) {
    return {
        .days = firm.working_days,
        .from = minute_of_day(firm.working_from),
        .to = minute_of_day(firm.working_to),
        .holidays = std::move(holidays)
    };
}

Instant local_time(const TimeZone& zone, Day day, int minute) {
    const Instant begin = zone.start_of(day), end = zone.start_of(day + 1);
    if (minute >= 24 * 60) {
        return end;
    }
    if (end.us - begin.us == us_per_day) {
        return {begin.us + minute * us_per_minute};
    }
    return local_time_of_change(zone, day, minute, end);
}

WorkingTime::WorkingTime(TimeZone zone, WorkingHours hours)
    : zone_(std::move(zone)), hours_(std::move(hours)) {
    refuse_if(problems_of(hours_));
    std::ranges::sort(hours_.holidays);
}

bool WorkingTime::is_working_day(Day day) const {
    return std::ranges::find(hours_.days, weekday(day)) != hours_.days.end() &&
           !std::ranges::binary_search(hours_.holidays, day);
}

WorkingTime::Span WorkingTime::hours_on(Day day) const {
    return {local_time(zone_, day, hours_.from), local_time(zone_, day, hours_.to)};
}

microseconds WorkingTime::between(Instant first, Instant last) const {
    microseconds worked{0};
    if (last <= first) {
        return worked;
    }
    const Day end = zone_.day_of(last);
    for (Day day = zone_.day_of(first); day <= end; ++day) {
        if (is_working_day(day)) {
            const auto [open, close] = hours_on(day);
            worked += std::max(std::min(close, last) - std::max(open, first), microseconds(0));
        }
    }
    return worked;
}

Instant WorkingTime::after(Instant from, microseconds amount) const {
    if (amount.count() <= 0) {
        return from;
    }
    for (Day day = zone_.day_of(from);; ++day) {  // holidays are finite, so work goes on some day
        if (!is_working_day(day)) {
            continue;
        }
        const auto [open, close] = hours_on(day);
        const Instant start = std::max(open, from);
        if (start + amount <= close) {
            return start + amount;
        }
        amount -= std::max(close - start, microseconds(0));
    }
}

Instant WorkingTime::next_open(Instant from) const {
    for (Day day = zone_.day_of(from);; ++day) {
        if (is_working_day(day)) {
            const auto [open, close] = hours_on(day);
            if (from < close) {
                return std::max(open, from);
            }
        }
    }
}

bool WorkingTime::is_open(Instant at) const {
    return next_open(at) == at;
}

microseconds WorkingTime::day_length() const {
    return microseconds((hours_.to - hours_.from) * us_per_minute);
}

}  // namespace styk::firm
