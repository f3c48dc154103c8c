#include "survey/send_moment.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/checksum.h"
#include "base/wall_time.h"

namespace styk::survey {

namespace {

constexpr int minutes_a_day = 24 * 60, lots = 10'000;

// The instant when the wall shows this minute of that day; on the day the clocks change, an hour
// that does not exist is the one after it.
Instant at_minute(const TimeZone& zone, Day day, int minute) {
    const Instant rough = zone.start_of(day) + std::chrono::minutes(minute);
    const int off = minute - minute_of_day(zone, rough);
    return std::abs(off) < minutes_a_day / 2 ? rough + std::chrono::minutes(off) : rough;
}

int weekday_of(Day day) {
    const int from_thursday = ((day % 7) + 7) % 7;  // 1970-01-01 was one
    return (from_thursday + 3) % 7 + 1;
}

bool works(const Quiet& quiet, Day day) {
    const auto& days = quiet.working_days;
    return days.empty() || std::find(days.begin(), days.end(), weekday_of(day)) != days.end();
}

bool is_quiet(const Quiet& quiet, int minute) {
    if (!quiet.from || !quiet.to) {
        return false;
    }
    return *quiet.from < *quiet.to ? minute >= *quiet.from && minute < *quiet.to
                                   : minute >= *quiet.from || minute < *quiet.to;
}

}  // namespace

std::optional<int> minute_of_clock(std::string_view text) {
    const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) {
        return {};
    }
    const int hours = (text[0] - '0') * 10 + text[1] - '0';
    const int minutes = (text[3] - '0') * 10 + text[4] - '0';
    return hours < 24 && minutes < 60 ? std::optional(hours * 60 + minutes) : std::nullopt;
}

Quiet quiet_of(const Campaign& campaign, const std::vector<std::int64_t>& working_days) {
    Quiet out;
    if (campaign.quiet_from && campaign.quiet_to) {
        out.from = minute_of_clock(*campaign.quiet_from);
        out.to = minute_of_clock(*campaign.quiet_to);
    }
    if (campaign.working_days_only) {
        out.working_days = working_days;
    }
    return out;
}

Instant first_loud(const Quiet& quiet, const TimeZone& zone, Instant at) {
    constexpr int days_tried = 16;  // a firm works on one day of the week at least
    for (int tried = 0; tried < days_tried; ++tried) {
        const Day day = zone.day_of(at);
        const int minute = minute_of_day(zone, at);
        if (!works(quiet, day)) {
            at = zone.start_of(day + 1);
        } else if (is_quiet(quiet, minute)) {
            at = at_minute(zone, minute < *quiet.to ? day : day + 1, *quiet.to);
        } else {
            return at;
        }
    }
    return at;
}

int lot(std::string_view campaign, std::string_view customer, std::string_view what) {
    const auto mixed = checksum(fmt::format("{}/{}/{}", what, campaign, customer));
    return static_cast<int>((mixed >> 17U) % lots);
}

bool is_drawn(const Campaign& campaign, std::string_view customer) {
    return campaign.share >= 100 ||
           lot(campaign.id.text(), customer, "share") < campaign.share * (lots / 100);
}

std::size_t wave_of(
    const Campaign& campaign, const std::vector<Wave>& waves, std::string_view customer
) {
    const int drawn = lot(campaign.id.text(), customer, "wave");
    std::int64_t sum = 0;
    for (std::size_t i = 0; i + 1 < waves.size(); ++i) {
        sum += waves[i].share * (lots / 100);
        if (drawn < sum) {
            return i;
        }
    }
    return waves.empty() ? 0 : waves.size() - 1;
}

}  // namespace styk::survey
