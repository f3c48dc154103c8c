// The bench on which the year is made: what every part needs, and the two drawers that take what is
// done.
#pragma once

#include "demo/calendar.h"
#include "demo/guests.h"
#include "demo/levels.h"
#include "demo/voices.h"
#include "demo/year.h"

namespace styk::demo {

struct Workshop {
    Workshop(Instant at, std::uint64_t seed_of_year);

    // What would be known only after `now` is dropped here, so that the hour of the start changes
    // nothing else.
    void keep(Feedback feedback);
    void keep(Event event);

    // A stream of its own for each part: tuning one leaves the others as they were.
    [[nodiscard]] Chance chance_for(std::uint64_t part) const {
        return Chance(seed ^ (part << 32));
    }

    Instant now;
    std::uint64_t seed;
    Calendar calendar;
    Turns turns;
    Voices voices;
    GuestBook guests;
    Year year;
};

// A feedback of this hotel with brand and time filled in; `minutes` later it was received.
[[nodiscard]] Feedback feedback_at(
    const Workshop& shop, Hotel hotel, Day day, int minute_of_day, int minutes = 0
);

// How a person who gave this rating writes.
[[nodiscard]] Mood mood_after_csat(Chance& chance, int csat);
[[nodiscard]] Mood mood_after_nps(Chance& chance, int nps);

// Minutes at the desk that go with how check-in was rated.
[[nodiscard]] int wait_for(Chance& chance, int csat);

}  // namespace styk::demo
