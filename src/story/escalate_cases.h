// Overdue cases climb: level by level, each told once, however many processes look.
#pragma once

#include <string_view>

#include "story/receive_feedback.h"

namespace styk::story {

inline constexpr std::string_view escalate_work = "escalate_cases";

// Puts the work into the queue: at once, or for a later minute that it does not stand for yet.
void ask_escalate_cases(db::Tx& tx, Instant due, Instant now);

// Returns how many levels heard of a case.
int escalate_cases(const Intake& intake, Instant now);

}  // namespace styk::story
