// How often a watched chart at rest speaks: the number to stand beside the setting of an alert.
//
// A period speaks when its value is beyond the limits (centre +- 3 sigma), or ends a run of eight
// on one side of the centre, and the period before did not say either of the same side: news, not
// state. With x the chance of a value beyond the limit of one side and q that of a value on that
// side of the centre, for independent periods (each term of the inclusion and exclusion of "now"
// and "just before"):
//   x + q^8 - x q^7 - (x^2 + x q^7 - x^2 q^6 + q^9 - x q^8).
// With q = 1/2 and x = .00135 both sides together speak every 152 periods, as the chart of rules 1
// and 2 does that starts anew after each alarm (Champ & Woodall 1987: 152.7).
//
// Centre and sigma come from a baseline, so they miss the truth by chance, and a chart whose centre
// is off speaks more often, runs above all: with 20 periods of baseline half as often again. The
// rates below are averages over that chance.
#pragma once

#include <cstddef>
#include <optional>

#include "stats/power.h"

namespace styk::stats {

enum class Sides { both, low, high };

// One side, one period.
struct SideChances {
    double beyond = 0;  // the limit
    double side = 0;    // on this side of the centre, beyond included
};

// `runs` false: too few periods for a run of eight, only limits speak.
[[nodiscard]] double alarm_chance(const SideChances& of, bool runs = true);

// What is known of a chart.
struct WatchedChart {
    double baseline = 20;  // periods that the centre comes from
    Sides sides = Sides::both;
    bool runs = true;
};

// Normal values, sigma known up to a factor of sd `sigma_cv`.
[[nodiscard]] double normal_alarm_rate(const WatchedChart& chart, double sigma_cv = 0);

// The sd of sigma estimated by the mean moving range of `baseline` values, as a share of sigma
// (Cryer & Ryan 1990). 0 for fewer than 3.
[[nodiscard]] double moving_range_cv(double baseline);

// Shares and nets: n answers a period, each 1, 0 or -1 by these shares (a share of pleased:
// negative 0), counted exactly (a share up to 20,000 answers, a net up to 300), normal above.
// Nothing when nothing varies or n is 0.
[[nodiscard]] std::optional<double> counted_alarm_rate(
    const WatchedChart& chart, const NetShares& answers, std::size_t n
);

}  // namespace styk::stats
