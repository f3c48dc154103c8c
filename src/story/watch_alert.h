// Looks at one alert: which of its charts speak at the last whole period, and how many false alarms
// a year are to be expected of it.
#pragma once

#include <string>
#include <vector>

#include "db/reader.h"
#include "insight/alarm.h"
#include "story/show_tally.h"

namespace styk::story {

struct GroupAlarm {
    std::string group;  // "" without groups
    insight::Alarm alarm;
};

struct Watched {
    std::size_t charts = 0;            // that can be judged
    std::size_t too_few = 0;           // groups with too few answers
    double false_alarms_a_year = 0;    // of all charts together, while nothing changes
    std::vector<GroupAlarm> alarms{};  // of the last whole period
    Day period_from = 0;               // of that period
    feedback::Filter filter{};         // as it was counted, without dates
    std::int64_t position = 0;         // of what was counted
    std::string_view reason{};  // why nothing is watched: broken_question, too_few, too_short
};

// With these eyes.
[[nodiscard]] Watched watch_alert(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& eyes,
    const insight::Alert& alert,
    Instant now
);

// What an alert counts, seen with these eyes, without dates. Nothing when what it names is not
// there any more.
[[nodiscard]] std::optional<feedback::Filter> filter_of_alert(
    const feedback::Directory& directory, const people::Actor& eyes, const insight::Alert& alert
);

// With whose eyes an alert looks.
[[nodiscard]] people::Actor eyes_of(db::Reader& reader, const insight::Alert& alert);

// Does the grouping give people their own part of the firm: a place, a touchpoint?
[[nodiscard]] bool is_divided(const insight::Alert& alert);

// What is wrong with an alert as somebody wants it, by field.
[[nodiscard]] Problems check_alert(
    const feedback::Directory& directory, const insight::Alert& alert
);

}  // namespace styk::story
