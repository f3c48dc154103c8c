// Which steps of a journey decide: the drivers among them, and why the others are none.
#pragma once

#include "story/step_figures.h"

namespace styk::story {

// `guard` is of the outcome. Fills moments and drivers of the journey, moment or no_moment of each
// step.
void add_moments(
    JourneyFigures& out,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const Guard& guard
);

}  // namespace styk::story
