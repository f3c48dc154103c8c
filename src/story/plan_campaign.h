// Recipients of a campaign are written down, and queued when they are due.
#pragma once

#include "story/choose_recipients.h"
#include "story/receive_feedback.h"

namespace styk::story {

// Goes on with the plan; true when everybody has been looked at.
bool plan_campaign(
    const Intake& intake,
    const survey::Campaign& campaign,
    const survey::Survey& survey,
    Instant now
);

// Those who are due get their invitation, wait on, or are not sent to; true when nobody is left.
bool queue_campaign(
    const Intake& intake,
    const survey::Campaign& campaign,
    const survey::Survey& survey,
    Instant now
);

// Recipients of the events and new customers that came since it was looked last.
void watch_occasions(
    const Intake& intake, const std::vector<survey::Campaign>& campaigns, Instant now
);

}  // namespace styk::story
