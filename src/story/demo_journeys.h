// The journeys of the demo firm: as the team drew them, and as they are to be.
#pragma once

#include <string_view>

#include "story/receive_feedback.h"

namespace styk::story {

// After the setup: touchpoints, stages and users are there, the catalogue knows them.
void write_demo_journeys(const Intake& intake, std::string_view language, const db::Change& by);

}  // namespace styk::story
