// What the demo firm and its guests wrote to each other: the answer in each case that has one, and
// what one guest wrote back. Nothing leaves the house.
#pragma once

#include "casework/case.h"
#include "casework/rulebook.h"
#include "feedback/directory.h"
#include "story/demo_case_words.h"
#include "story/receive_feedback.h"

namespace styk::story {

struct DemoLetter {
    const casework::Case* one;  // with its customer and number
    Instant at;
    DemoWords said;
};

// The owner's answer, in the language of the guest.
void write_demo_letter(
    db::Tx& tx,
    const Intake& intake,
    const feedback::Directory& directory,
    const casework::Rulebook& rulebook,
    const DemoLetter& letter
);

// The guest's own words.
void write_demo_reply(
    db::Tx& tx, const Intake& intake, const feedback::Directory& directory, const DemoLetter& letter
);

}  // namespace styk::story
