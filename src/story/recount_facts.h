// When what is counted by changes (an attribute was declared), the facts of all stored feedback are
// packed anew, behind everybody's back.
#pragma once

#include <functional>
#include <string_view>

#include "story/receive_feedback.h"

namespace styk::story {

inline constexpr std::string_view recount_work = "recount_facts";

// Puts the work into the queue, in the transaction that makes it necessary.
void ask_recount(db::Tx& tx, Instant now);

// May run twice, and from the start again after a stop; false when told to stop before the end.
bool recount_facts(const Intake& intake, const std::function<bool()>& go_on);

}  // namespace styk::story
