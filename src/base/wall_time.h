// What a clock on the wall shows, by the minute.
#pragma once

#include "base/time_zone.h"

namespace styk {

// Minutes since the clocks showed 00:00 (0..1439): not those that have passed since midnight when
// the clocks were changed that day, and not those of UTC where a zone is half an hour off.
[[nodiscard]] int minute_of_day(const TimeZone& zone, Instant at);

}  // namespace styk
