// The clock changes of a time zone as a table, for whoever must compute local time elsewhere, as a
// database does.
#pragma once

#include <vector>

#include "base/time_zone.h"

namespace styk {

// Local time is the instant plus the offset, from this instant until that of the next entry.
struct ZoneOffset {
    Instant from;
    std::int64_t offset_us = 0;

    friend bool operator==(const ZoneOffset&, const ZoneOffset&) = default;
};

// Every offset that holds at some moment of first..last, both included, in order of time; the first
// entry is from `first`. Says the same as TimeZone::day_of and hour_of.
[[nodiscard]] std::vector<ZoneOffset> offsets_of(const TimeZone& zone, Instant first, Instant last);

}  // namespace styk
