// What is special in storing touchpoints: their references, and that one with feedback stays.
#pragma once

#include "db/record_store.h"
#include "journey/touchpoint.h"

namespace styk::journey {

// Stage, channels, owner and departments exist, the owner is active. Throws Refusal{invalid} naming
// every problem.
void check_references(db::Reader& reader, const Touchpoint& touchpoint);

// Throws Refusal{conflict} when feedback or ratings refer to it.
void check_removal(db::Reader& reader, const Touchpoint& touchpoint);

// Throws Refusal{conflict} when a touchpoint stands in the stage.
void check_removal(db::Reader& reader, const Stage& stage);

}  // namespace styk::journey
