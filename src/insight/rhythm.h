// The beat in which something is looked at again and again: its periods are judged when they are
// over.
#pragma once

#include <boost/describe/enum.hpp>

#include "base/instant.h"

namespace styk::insight {

// Wire values.
BOOST_DEFINE_ENUM_CLASS(Rhythm, day, week, month, quarter)

[[nodiscard]] constexpr Period period_of(Rhythm rhythm) {
    switch (rhythm) {
        case Rhythm::day:
            return Period::day;
        case Rhythm::week:
            return Period::week;
        case Rhythm::month:
            return Period::month;
        case Rhythm::quarter:
            return Period::quarter;
    }
    return Period::week;
}

// On average, leap years included.
[[nodiscard]] constexpr double periods_a_year(Rhythm rhythm) {
    switch (rhythm) {
        case Rhythm::day:
            return 365.25;
        case Rhythm::week:
            return 365.25 / 7;
        case Rhythm::month:
            return 12;
        case Rhythm::quarter:
            return 4;
    }
    return 0;
}

}  // namespace styk::insight
