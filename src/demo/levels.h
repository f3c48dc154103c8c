// How good each touchpoint of each hotel is on a given day: the truth that the screens try to find.
#pragma once

#include <array>
#include <string_view>

#include "demo/calendar.h"

namespace styk::demo {

enum Hotel { gdansk, sopot, zakopane, riga };

inline constexpr std::array<std::string_view, 4> hotel_keys{"gdansk", "sopot", "zakopane", "riga"};

// The touchpoints that guests rate, in the order of the journey.
enum Spot {
    hears_of_us,
    website,
    books,
    pre_arrival,
    travels,
    parking,
    checks_in,
    room,
    wifi,
    breakfast,
    spa,
    bar,
    checks_out
};

inline constexpr std::array<std::string_view, 13> spot_keys{
    "hears_of_us",
    "website",
    "books",
    "pre_arrival",
    "travels",
    "parking",
    "checks_in",
    "room",
    "wifi",
    "breakfast",
    "spa",
    "bar",
    "checks_out"
};

// The days on which the plot turns.
struct Turns {
    Day check_in_system, breakfast_cook;
    Day alarm_from, alarm_to;  // Monday to Monday
};

[[nodiscard]] Turns turns_before(Day today);

// The share of guests who give 4 or 5.
[[nodiscard]] double pleased(Spot spot, Hotel hotel, Day day, const Turns& turns);

// The share of after-stay answers that rate this touchpoint.
[[nodiscard]] double asked(Spot spot, Hotel hotel);

// How busy the hotel is: 1 on average over months, and over weekdays.
[[nodiscard]] double busy(Hotel hotel, Day day);

// 1 to 5. `mood` is a standard normal draw, higher is happier; P(4 or 5) = share.
[[nodiscard]] int csat_of(double mood, double share);

}  // namespace styk::demo
