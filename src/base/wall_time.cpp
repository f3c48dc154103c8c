#include "base/wall_time.h"

#include <date/tz.h>

namespace styk {

int minute_of_day(const TimeZone& zone, Instant at) {
    const auto seconds = date::floor<std::chrono::seconds>(
        date::sys_time<std::chrono::microseconds>(std::chrono::microseconds(at.us))
    );
    const auto local = date::locate_zone(zone.name())->to_local(seconds);
    const auto since = local - date::floor<date::days>(local);
    return static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(since).count());
}

}  // namespace styk
