// What an actor may see is ANDed to every filter: owners their touchpoints, people of a place that
// place and below.
#pragma once

#include "feedback/feedback.h"
#include "feedback/filter.h"
#include "people/actor.h"

namespace styk::story {

void narrow_to_scope(
    feedback::Filter& filter, const people::Actor& actor, const feedback::Directory& directory
);

// May this actor see this one feedback?
[[nodiscard]] bool is_in_scope(
    const feedback::Feedback& feedback,
    const people::Actor& actor,
    const feedback::Directory& directory
);

}  // namespace styk::story
