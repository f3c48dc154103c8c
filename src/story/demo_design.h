// What the demo firm wants to give and measures itself by: designs, standards, vision, what others
// did, days without work.
#pragma once

#include <string_view>

#include "demo/year.h"
#include "story/receive_feedback.h"

namespace styk::story {

// Touchpoints, users and metrics of the demo are there.
void write_demo_design(
    db::Tx& tx,
    const Intake& intake,
    const demo::Year& year,
    std::string_view language,
    const db::Change& by
);

}  // namespace styk::story
