// Which cases an actor sees: their own and of whom they stand in for, those at their touchpoints
// and of their department; who reads people sees all of their place.
#pragma once

#include "casework/case_list_store.h"
#include "casework/rulebook.h"
#include "people/actor.h"

namespace styk::story {

[[nodiscard]] casework::CaseSight case_sight(
    const people::Actor& actor,
    const feedback::Directory& directory,
    const casework::Rulebook& rulebook,
    Instant now
);

}  // namespace styk::story
