// Looks at every alert when a period is over, and again while late answers come in; tells those it
// names.
#pragma once

#include <string_view>

#include "insight/engine.h"
#include "story/receive_feedback.h"

namespace styk::story {

inline constexpr std::string_view check_alerts_work = "check_alerts";

// A round at `due`, unless another than `mine` (the one at work; 0: none) waits for no later.
void ask_check_alerts(db::Tx& tx, Instant due, Instant now, std::int64_t mine = 0);

// An alert speaks once a period and group, whoever looks and however often. A firing and the mails
// that tell of it are one transaction. Each recipient is told what their own scope lets them see.
// Throws Fault at the end when an alert could not be looked at; the others were.
void check_alerts(const Intake& intake, const insight::Engine& engine, Instant now);

}  // namespace styk::story
