#include "base/zone_offsets.h"

#include <date/tz.h>

namespace styk {

namespace {

date::sys_seconds seconds_of(Instant at) {
    return date::floor<std::chrono::seconds>(
        date::sys_time<std::chrono::microseconds>(std::chrono::microseconds(at.us))
    );
}

}  // namespace

std::vector<ZoneOffset> offsets_of(const TimeZone& zone, Instant first, Instant last) {
    const auto* known = date::locate_zone(zone.name());
    std::vector<ZoneOffset> offsets;
    Instant from = first;
    for (auto at = seconds_of(first);;) {
        const auto info = known->get_info(at);
        const std::int64_t offset_us = info.offset.count() * 1'000'000;
        if (offsets.empty() || offsets.back().offset_us != offset_us) {
            offsets.push_back({from, offset_us});
        }
        if (info.end > seconds_of(last)) {
            return offsets;
        }
        at = info.end;
        from = Instant{at.time_since_epoch().count() * 1'000'000};
    }
}

}  // namespace styk
