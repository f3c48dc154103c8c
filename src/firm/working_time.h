// Time as the firm works it: what counts of a span between two instants, and when so much of it
// will have passed. Local hours of a working day, in the firm's zone; a day on which clocks are
// changed counts what really passed of it. Pure: holidays and hours are handed in.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "base/time_zone.h"

namespace styk::firm {

struct Firm;

// When work is done: the same hours on every working day that is no holiday.
struct WorkingHours {
    std::vector<std::int64_t> days{1, 2, 3, 4, 5};  // ISO 8601: 1 is Monday
    int from = 9 * 60, to = 17 * 60;                // minutes of the local day; 24 * 60 is its end
    std::vector<Day> holidays{};                    // in any order
};

// Every minute of every day.
[[nodiscard]] WorkingHours always_open();

// The firm's own hours, without these days.
[[nodiscard]] WorkingHours hours_of(const Firm& firm, std::vector<Day> holidays);

// "09:30" -> 570; "24:00" -> 1440. The text is one that the rules of a firm let through.
[[nodiscard]] int minute_of_day(std::string_view time);

class WorkingTime {
public:
    // Throws Refusal{invalid} when the hours name no day or end before they begin.
    WorkingTime(TimeZone zone, WorkingHours hours);

    // What is worked from `first` until `last`; nothing when `last` is not the later one.
    [[nodiscard]] std::chrono::microseconds between(Instant first, Instant last) const;

    // The first instant at which `amount` has been worked since `from`: it may be the very end of a
    // working day. `from` itself when the amount is not above zero.
    [[nodiscard]] Instant after(Instant from, std::chrono::microseconds amount) const;

    // The first instant of work at or after `from`.
    [[nodiscard]] Instant next_open(Instant from) const;

    [[nodiscard]] bool is_open(Instant at) const;
    [[nodiscard]] bool is_working_day(Day day) const;

    // How long a whole ordinary working day is: what "2 days" of a threshold means.
    [[nodiscard]] std::chrono::microseconds day_length() const;

private:
    struct Span {
        Instant open, close;
    };

    [[nodiscard]] Span hours_on(Day day) const;

    TimeZone zone_;
    WorkingHours hours_;  // holidays sorted
};

// The instant at which clocks of the zone show this minute of the day: the earlier one when they
// show it twice, the next that exists when they skip it.
[[nodiscard]] Instant local_time(const TimeZone& zone, Day day, int minute);

}  // namespace styk::firm
