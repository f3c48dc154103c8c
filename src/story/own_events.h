// Events that the firm leaves itself on customers' timelines: no step of their way, no touchpoint.
#pragma once

#include <string_view>

#include "story/ask_customers.h"
#include "story/case_events.h"

namespace styk::story {

inline constexpr std::string_view own_event_types[] = {
    asked_by_rule, case_answered, case_closed, asked_about_finding
};

}  // namespace styk::story
