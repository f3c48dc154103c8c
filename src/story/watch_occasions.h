// What asks for a survey by itself: an event, or that somebody has become a customer.
#pragma once

#include <vector>

#include "story/receive_feedback.h"
#include "survey/campaign.h"

namespace styk::story {

// Recipients of the events and new customers that came since it was looked last.
void watch_occasions(
    const Intake& intake, const std::vector<survey::Campaign>& campaigns, Instant now
);

}  // namespace styk::story
