// The mails that asked the demo's guests after their stay, half a year of them: who clicked, also
// since the mail became shorter.
#pragma once

#include <string_view>

#include "story/receive_feedback.h"

namespace styk::story {

// After the customers and the survey of this key are there.
void write_demo_campaign(
    const Intake& intake,
    std::string_view survey_key,
    std::string_view language,
    const db::Change& by
);

}  // namespace styk::story
