// The demo's queue: rules, causes, templates, and the cases of its unhappy guests in every state.
// The complaint that the plot leaves waiting is the one that is overdue.
#pragma once

#include "demo/year.h"
#include "story/receive_feedback.h"

namespace styk::story {

// After the year was written: `stored` is its feedback, in its order.
void write_demo_cases(
    const Intake& intake,
    const demo::Year& year,
    const std::vector<feedback::Feedback>& stored,
    std::string_view language,
    const db::Change& by
);

}  // namespace styk::story
