// Whether a change of what is sent makes more people click (S38): of the messages sent before it
// and since, how many were clicked within the same time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"
#include "feedback/directory.h"
#include "stats/difference.h"
#include "survey/campaign.h"

namespace styk::story {

// A click counts when it came so soon; a message that has not had the time yet counts in neither.
inline constexpr std::chrono::days click_window{7};

struct ClickAsked {
    Id<survey::Survey> survey;
    std::optional<Id<survey::Campaign>> campaign{};
    std::optional<Instant> from{}, to{};  // of sending; nothing: the last year
    std::optional<Instant> since{};       // of the change
};

struct ClickWeek {
    std::string key;  // of the week it was sent in
    stats::Estimate rate;
};

struct ClickCourse {
    Instant from, to;
    stats::Estimate before, after;
    std::int64_t waiting = 0;        // sent within the last click_window
    stats::Difference difference{};  // after minus before (Newcombe)
    std::vector<ClickWeek> weeks;
    std::string_view reason{};  // anonymous, nothing_sent, no_change: then everything is before
};

// Refusal when there is no such survey.
[[nodiscard]] ClickCourse show_click_course(
    db::Database& database,
    const feedback::Directory& directory,
    const ClickAsked& asked,
    Instant now
);

}  // namespace styk::story
