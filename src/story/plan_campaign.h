// Recipients of a campaign are written down, and queued when they are due: those who are due
// already in the same breath.
#pragma once

#include "story/choose_recipients.h"
#include "story/receive_feedback.h"

namespace styk::story {

// Goes on with the plan; true when everybody has been looked at, or the campaign was stopped.
bool plan_campaign(
    const Intake& intake,
    const survey::Campaign& campaign,
    const survey::Survey& survey,
    Instant now
);

// Those who waited and are due get their invitation, wait on, or are not sent to; true when nobody
// is left.
bool queue_campaign(
    const Intake& intake,
    const survey::Campaign& campaign,
    const survey::Survey& survey,
    Instant now
);

}  // namespace styk::story
