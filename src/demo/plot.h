// The parts of the year that are told on purpose: the changes announced and marked, the false
// alarm, the complaints.
#pragma once

#include "demo/workshop.h"

namespace styk::demo {

// After all stays are made: complaints need to know who left when.
void tell_plot(Workshop& shop);

// What the firm's people noted on the axis of time: both real changes, and what happened in the
// week of the false alarm without being its cause.
[[nodiscard]] std::vector<Mark> marks_of(const Turns& turns);

}  // namespace styk::demo
