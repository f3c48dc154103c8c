// Where periods begin on the firm's clock, as instants: what a database needs to name the month of
// a row.
#pragma once

#include <vector>

#include "base/zone_offsets.h"

namespace styk::insight {

struct PeriodStart {
    Instant from;
    Day first_day = 0;  // names the period that holds from this instant until the next entry

    friend bool operator==(const PeriodStart&, const PeriodStart&) = default;
};

// Every period of first..last in order of time; the first entry is from `first`. `offsets` are
// those of first..last. A period may begin twice, where clocks are put back over midnight.
[[nodiscard]] std::vector<PeriodStart> period_starts(
    const std::vector<ZoneOffset>& offsets, Period period, Instant first, Instant last
);

}  // namespace styk::insight
