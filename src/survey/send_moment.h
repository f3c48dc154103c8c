// When a message may go out, and who is drawn by lot. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/time_zone.h"
#include "survey/campaign.h"

namespace styk::survey {

// "21:30" -> 1290 minutes. Nothing when it is no time of day.
[[nodiscard]] std::optional<int> minute_of_clock(std::string_view text);

// The hours in which nothing goes out, in the firm's time zone.
struct Quiet {
    std::optional<int> from{}, to{};           // minutes of the day; over midnight when from > to
    std::vector<std::int64_t> working_days{};  // ISO 8601: 1 is Monday; empty: every day
};

[[nodiscard]] Quiet quiet_of(
    const Campaign& campaign, const std::vector<std::int64_t>& working_days
);

// `at`, or the first instant after it that is not quiet.
[[nodiscard]] Instant first_loud(const Quiet& quiet, const TimeZone& zone, Instant at);

// 0 to 9999, the same for the same texts on every machine: whom `share` draws does not change with
// a restart.
[[nodiscard]] int lot(std::string_view campaign, std::string_view customer, std::string_view what);

[[nodiscard]] bool is_drawn(const Campaign& campaign, std::string_view customer);

// The place of this customer's wave; 0 when there are none.
[[nodiscard]] std::size_t wave_of(
    const Campaign& campaign, const std::vector<Wave>& waves, std::string_view customer
);

}  // namespace styk::survey
