// Overdue cases climb: level by level, each told once, however many processes look.
#pragma once

#include <string_view>

#include "story/receive_feedback.h"

namespace styk::story {

inline constexpr std::string_view escalate_work = "escalate_cases";

// A round at `due`, unless another than `mine` (the one at work; 0: none) waits for no later.
void ask_escalate_cases(db::Tx& tx, Instant due, Instant now, std::int64_t mine = 0);

// Returns how many levels heard of a case.
int escalate_cases(const Intake& intake, Instant now);

}  // namespace styk::story
