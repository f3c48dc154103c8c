// Staff opens a case: of a feedback that is there, or of what a customer said to them, which then
// becomes feedback, too (a complaint of the register, or a note).
#pragma once

#include <optional>
#include <string>

#include "casework/case_list_store.h"
#include "story/receive_feedback.h"

namespace styk::story {

struct NewCase {
    std::string kind = "complaint";  // complaint or follow_up
    std::optional<std::string> text{}, feedback_id{}, customer{}, customer_name{}, customer_email{},
        touchpoint{}, location{}, channel{}, remedy_sought{}, route{};
    std::optional<std::int64_t> severity{};
    std::optional<Instant> occurred_at{};
};

// Throws Refusal{invalid} naming every problem, {conflict} when the feedback has a case already.
[[nodiscard]] Id<casework::Case> open_case(
    const Intake& intake, const NewCase& wanted, const people::Actor& actor, const db::Change& by
);

}  // namespace styk::story
