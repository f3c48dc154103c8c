// show_lift.h where it is said what may have been bad.
#pragma once

#include "story/show_lift.h"

namespace styk::story {

// `items`: what may have been bad; none: whatever is rated together with the outcome.
[[nodiscard]] Lift lift_of_items(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const insight::Rated& outcome,
    const feedback::Filter& filter,
    std::vector<insight::Rated> items
);

}  // namespace styk::story
