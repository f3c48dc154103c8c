// What the demo firm promises, wants to give and measures itself by, and a year of keeping it.
#pragma once

#include <string_view>

#include "demo/year.h"
#include "story/receive_feedback.h"

namespace styk::story {

// Adds to the year what guests said of the invoice before and after it explained itself, who
// believes the slogan, and the answers to mails.
void live_demo_promises(demo::Year& year);

// Writes the registers. Touchpoints, users, metrics of the demo are there.
void write_demo_promises(
    db::Tx& tx,
    const Intake& intake,
    const demo::Year& year,
    std::string_view language,
    const db::Change& by
);

}  // namespace styk::story
