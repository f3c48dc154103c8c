// The demo firm's surveys: what its guests were asked, and their answers of the last months.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "demo/year.h"
#include "story/receive_feedback.h"

namespace styk::story {

// Asks guests of what the firm plans because of them.
inline constexpr std::string_view planned_change_key = "planned_change";

// The key of the survey that a feedback of the year answers; "" of none.
[[nodiscard]] std::string_view demo_survey_of(const demo::Feedback& feedback);

// Writes the surveys, published, each with its link.
void write_demo_surveys(
    db::Tx& tx, const Intake& intake, std::string_view language, const db::Change& by
);

// The response behind each feedback that answers a survey; `stored` stand in the order of
// year.feedback.
void write_demo_responses(
    db::Tx& tx,
    const Intake& intake,
    const demo::Year& year,
    const std::vector<feedback::Feedback>& stored
);

// Their definitions (demo/*.json): name and text.
[[nodiscard]] const std::vector<std::pair<std::string_view, std::string_view>>& demo_survey_files();

}  // namespace styk::story
