// A gesture that has its day (a gift on CX Day) is told its owner in time, once for each day.
#pragma once

#include <string>
#include <vector>

#include "feedback/directory.h"
#include "promise/standard.h"
#include "story/receive_feedback.h"

namespace styk::story {

struct Gesture {
    promise::Standard standard;
    Day day = 0;           // the next one
    Day remind_from = 0;   // from this day on it is told
    std::string owner_id;  // of the standard, else of its touchpoint; empty: nobody answers for it
    std::string owner_name;
    bool told = false;
};

// The next day of each gesture, the nearest first.
[[nodiscard]] std::vector<Gesture> list_gestures(
    db::Reader& reader, const feedback::Directory& directory, Instant now
);

// Tells what is due and was not told. Whoever answers for none of them: those who set up the firm.
// The mail and the note that it was told are one transaction.
void remind_gestures(const Intake& intake, Instant now);

}  // namespace styk::story
