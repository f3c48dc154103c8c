// What is collected but never used: questions that people answered although nobody has looked at
// the answers, and nothing that is watched counts them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "story/receive_feedback.h"
#include "survey/survey.h"

namespace styk::story {

inline constexpr int use_days = 90;  // who looked before that has not used it lately

struct Use {
    std::string_view kind;  // alert, indicator, board
    std::string name;
};

struct CollectedQuestion {
    std::string survey_id, survey, name, title, type;  // title: in the language asked for
    std::int64_t answered = 0;                         // in these days
    std::optional<Instant> looked_at{};  // its own words, or the survey's results as a whole
    std::vector<Use> uses{};             // that count its metric

    [[nodiscard]] bool used(Instant now) const {
        return !uses.empty() || (looked_at && now - *looked_at < std::chrono::hours(24 * use_days));
    }
};

// Questions of every published survey that were answered in these days; the unused first, then by
// answers.
[[nodiscard]] std::vector<CollectedQuestion> find_collected(
    const Intake& intake, std::string_view language, Instant now
);

}  // namespace styk::story
