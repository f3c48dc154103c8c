// What the demo firm decided to change: one that runs, one whose effect the promises show, one that
// waits for somebody to begin.
#pragma once

#include "demo/year.h"
#include "story/receive_feedback.h"

namespace styk::story {

// After its journeys and its cases.
void write_demo_initiatives(
    const Intake& intake, const demo::Year& year, std::string_view language, const db::Change& by
);

}  // namespace styk::story
