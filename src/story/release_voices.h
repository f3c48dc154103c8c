// Employees' voices leave the waiting room in lots of voices that look alike, as soon as enough
// have spoken, so that neither a figure, nor a list, nor the moment at which one of them moves says
// who it was.
#pragma once

#include "story/receive_feedback.h"

namespace styk::story {

// How many joined the inbox. Voices of one place and touchpoint go first; who has waited longer
// goes with whoever is at the same place (after two weeks), rates the same (after six), or is there
// at all (after three months).
std::size_t release_voices(const Intake& intake, Instant now);

// Voices from before there was a waiting room: they go back into it. How many.
std::size_t call_voices_back(const Intake& intake, Instant now);

}  // namespace styk::story
