// The guests of a finding's cases were asked by mail what they think of the plan (capability S128),
// and some have answered: a campaign on its event, invitations, responses and their feedback, as a
// running firm would have them.
#pragma once

#include <string_view>

#include "casework/lesson.h"
#include "story/receive_feedback.h"

namespace styk::story {

void ask_demo_guests(
    const Intake& intake,
    const Id<casework::Finding>& finding,
    std::string_view language,
    Instant now
);

}  // namespace styk::story
