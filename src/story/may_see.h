// May somebody be told a figure that was counted for somebody else?
#pragma once

#include <string>

#include "feedback/filter.h"
#include "people/actor.h"

namespace styk::story {

// Only when their own scope would leave it as it is: the filter itself names nothing but
// touchpoints or places of theirs, wherever they are narrowed at all.
[[nodiscard]] bool may_see(
    const people::Actor& actor, const feedback::Filter& filter, const feedback::Directory& directory
);

// The filter of one group of a grouping; a group that says nothing of touchpoint or place leaves it
// as it is.
[[nodiscard]] feedback::Filter filter_of_group(
    feedback::Filter filter,
    const std::string& by,
    const std::string& key,
    const feedback::Directory& directory
);

}  // namespace styk::story
