// A differentiator as something that can be measured ("mail is answered within 2 hours"): from
// events, with a threshold on the firm's clock; asked of customers; or a gesture on its day.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "record/shape.h"

namespace styk::journey {
struct Touchpoint;
}

namespace styk::people {
struct User;
}

namespace styk::metric {
struct Metric;
}

namespace styk::promise {

// time_between: event_from is followed by event_to within the threshold.
// duration: what event_from itself took is within the threshold.
// share: event_from is followed by event_to at all; with a threshold, within it.
BOOST_DEFINE_ENUM_CLASS(Measure, time_between, duration, share)

// Time as the firm works it, or as it passes.
BOOST_DEFINE_ENUM_CLASS(StandardCalendar, working, always)

BOOST_DEFINE_ENUM_CLASS(ThresholdUnit, seconds, minutes, hours, days)

struct Standard {
    Id<Standard> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::string key, name;
    std::optional<std::string> description{};
    std::optional<Id<journey::Touchpoint>> touchpoint_id{};
    std::optional<std::string> event_from{}, event_to{};  // types; none: not measured by events
    std::optional<record::JsonObject> threshold{};        // {"value": 2, "unit": "hours"}
    Measure measure = Measure::time_between;
    StandardCalendar calendar = StandardCalendar::working;
    double target_share = 0.9;
    std::optional<record::JsonObject> dated{};  // {"month": 10, "day": 6}: the day of a gesture
    std::int64_t remind_days = 14;              // before that day
    std::optional<Id<people::User>> owner_id{};
    std::optional<Id<metric::Metric>> metric_id{};  // what customers answer about it
    std::int64_t position = 0;

    friend bool operator==(const Standard&, const Standard&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Standard,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     key,
     name,
     description,
     touchpoint_id,
     event_from,
     event_to,
     threshold,
     measure,
     calendar,
     target_share,
     dated,
     remind_days,
     owner_id,
     metric_id,
     position)
)

struct Threshold {
    double value = 0;
    ThresholdUnit unit = ThresholdUnit::hours;
};

[[nodiscard]] std::optional<Threshold> threshold_of(const Standard& standard);

// In seconds. A day is as long as the calendar's: a working day, or 24 hours.
[[nodiscard]] double seconds_of(const Threshold& threshold, double day_s);

// The first day at or after `from` on which the gesture is due; 29 February is the 28th in other
// years. Nothing when it has none.
[[nodiscard]] std::optional<Day> next_gesture(const Standard& standard, Day from);

inline constexpr std::size_t longest_standard_key = 46;  // its metric is called standard_KEY

[[nodiscard]] Problems check(const Standard& standard);

}  // namespace styk::promise

namespace styk::record {
template <>
const Shape& shape_of<promise::Standard>();
}  // namespace styk::record
