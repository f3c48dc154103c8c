#include "base/time_zone.h"

#include <algorithm>
#include <date/tz.h>

#include "base/checksum.h"
#include "base/result.h"

namespace styk {

namespace {

constexpr std::int64_t us_per_day = 86'400'000'000;
constexpr std::int64_t us_per_hour = 3'600'000'000;

const date::time_zone* find_zone(std::string_view name) {
    try {
        return date::locate_zone(std::string(name));
    } catch (const std::exception&) {  // the library's only way to say "no such zone"
        return nullptr;
    }
}

date::sys_seconds seconds_of(Instant at) {
    return date::floor<std::chrono::seconds>(
        date::sys_time<std::chrono::microseconds>(std::chrono::microseconds(at.us))
    );
}

// The tz library's first and last instants would overflow in microseconds.
std::int64_t us_of(date::sys_seconds at) {
    constexpr std::int64_t limit = 250'000'000'000;
    return std::clamp<std::int64_t>(at.time_since_epoch().count(), -limit, limit) * 1'000'000;
}

}  // namespace

TimeZone::TimeZone(std::string_view name) : name_(name), zone_(find_zone(name)) {
    if (zone_ == nullptr) {
        throw Refusal(
            Code::invalid,
            "There is no time zone " + name_ + ".",
            {{"/time_zone", "is not a time zone such as Europe/Warsaw"}}
        );
    }
}

std::uint64_t TimeZone::rules() const {
    constexpr std::int64_t first_us = -2'208'988'800'000'000;  // 1900-01-01
    constexpr std::int64_t last_us = 4'102'444'800'000'000;    // 2100-01-01
    std::string rules;
    for (Instant at{first_us}; at.us < last_us; at.us = offset_at(at).end_us) {
        const Offset offset = offset_at(at);
        rules += std::to_string(offset.end_us) + ' ' + std::to_string(offset.offset_us) + '\n';
    }
    return checksum(rules);
}

bool TimeZone::exists(std::string_view name) {
    return find_zone(name) != nullptr;
}

TimeZone::Offset TimeZone::offset_at(Instant at) const {
    // Neighbouring facts share an offset, so the last one is asked first.
    struct Last {
        const void* zone;
        Offset offset;
    };

    thread_local Last last{};
    if (last.zone != zone_ || at.us < last.offset.begin_us || at.us >= last.offset.end_us) {
        const auto info = static_cast<const date::time_zone*>(zone_)->get_info(seconds_of(at));
        last = Last{zone_, {us_of(info.begin), us_of(info.end), info.offset.count() * 1'000'000}};
    }
    return last.offset;
}

Day TimeZone::day_of(Instant at) const {
    const std::int64_t local = at.us + offset_at(at).offset_us;
    return static_cast<Day>(local >= 0 ? local / us_per_day : (local + 1) / us_per_day - 1);
}

int TimeZone::hour_of(Instant at) const {
    const std::int64_t local = at.us + offset_at(at).offset_us;
    return static_cast<int>(((local % us_per_day) + us_per_day) % us_per_day / us_per_hour);
}

Instant TimeZone::start_of(Day day) const {
    const date::local_seconds midnight(std::chrono::seconds(day * 86'400LL));
    const auto* zone = static_cast<const date::time_zone*>(zone_);
    const auto at = zone->to_sys(midnight, date::choose::earliest);
    return {std::chrono::duration_cast<std::chrono::microseconds>(at.time_since_epoch()).count()};
}

}  // namespace styk
