#include "demo/levels.h"

#include <cmath>
#include <numbers>

namespace styk::demo {

namespace {

using Row = std::array<double, 4>;  // Gdańsk, Sopot, Zakopane, Riga

// The shares before anything changed. Sopot's breakfast, Riga's room and Zakopane's spa lead;
// Gdańsk's check-in, Sopot's parking and Zakopane's wi-fi trail.
constexpr std::array<Row, 13> usual{{
    {.70, .72, .71, .70},  // hears_of_us
    {.66, .67, .66, .65},  // website
    {.76, .77, .75, .76},  // books
    {.72, .73, .72, .71},  // pre_arrival
    {.62, .64, .52, .66},  // travels
    {.55, .42, .60, .53},  // parking
    {.63, .76, .78, .77},  // checks_in
    {.76, .77, .77, .91},  // room
    {.70, .71, .53, .74},  // wifi
    {.75, .80, .76, .74},  // breakfast
    {.75, .78, .83, .75},  // spa
    {.72, .71, .72, .74},  // bar
    {.77, .79, .79, .76},  // checks_out
}};

constexpr std::array<Row, 13> asking{{
    {.06, .06, .06, .06},  // hears_of_us
    {.12, .12, .12, .12},  // website
    {.35, .35, .35, .35},  // books
    {.28, .28, .28, .28},  // pre_arrival
    {.20, .20, .24, .16},  // travels
    {.34, .42, .38, .24},  // parking
    {.96, .80, .80, .80},  // checks_in
    {.88, .88, .88, .92},  // room
    {.48, .44, .46, .46},  // wifi
    {.80, .95, .80, .80},  // breakfast
    {.08, .36, .40, .08},  // spa
    {.30, .28, .26, .32},  // bar
    {.48, .46, .46, .48},  // checks_out
}};

constexpr double check_in_after = .45;
constexpr double breakfast_after = .94;

constexpr std::array<std::array<double, 12>, 4> months{{
    {.85, .85, .92, 1., 1.08, 1.1, 1.18, 1.18, 1.05, .97, .87, .95},
    {.70, .70, .78, .90, 1.08, 1.25, 1.5, 1.5, 1.15, .90, .76, .78},
    {1.4, 1.45, 1.05, .76, .82, .92, 1.12, 1.12, 1.0, .78, .66, 1.1},
    {.82, .87, .92, 1., 1.1, 1.1, 1.15, 1.15, 1.03, .98, .88, 1.},
}};

// By check-out, Monday first: weekends end on Sunday, business stays end midweek.
constexpr std::array<double, 7> leisure_week{1.1, .75, .75, .8, .9, 1.0, 1.7};
constexpr std::array<double, 7> business_week{.9, .95, 1.05, 1.05, 1.15, .8, 1.1};

constexpr std::size_t at(int position) {
    return static_cast<std::size_t>(position);
}

}  // namespace

Turns turns_before(Day today) {
    const Day monday = first_day_of(Period::week, today);
    return {today - 11 * 7, today - 12 * 7, monday - 5 * 7, monday - 4 * 7};
}

double pleased(Spot spot, Hotel hotel, Day day, const Turns& turns) {
    if (spot == checks_in && hotel == gdansk && day >= turns.check_in_system) {
        return check_in_after;
    }
    if (spot == breakfast && hotel == sopot && day >= turns.breakfast_cook) {
        return breakfast_after;
    }
    // A full house parks and eats a little worse; small beside the real changes.
    const bool crowded = (spot == parking || spot == breakfast) && busy(hotel, day) > 1.6;
    return usual[at(spot)][at(hotel)] - (crowded ? .03 : 0);
}

double asked(Spot spot, Hotel hotel) {
    return asking[at(spot)][at(hotel)];
}

double busy(Hotel hotel, Day day) {
    const bool business = hotel == gdansk || hotel == riga;
    const auto weekday = at(Calendar::weekday_of(day) - 1);
    return months[at(hotel)][at(Calendar::month_of(day) - 1)] *
           (business ? business_week : leisure_week)[weekday];
}

int csat_of(double mood, double share) {
    const double u = 0.5 * std::erfc(-mood / std::numbers::sqrt2);
    const double rest = 1 - share;
    if (u > rest) {
        return u > 1 - 0.56 * share ? 5 : 4;
    }
    return u > 0.52 * rest ? 3 : u > 0.22 * rest ? 2 : 1;
}

}  // namespace styk::demo
