// What is special in storing touchpoints: their references, and that one with feedback stays.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/record_store.h"
#include "journey/touchpoint.h"

namespace styk::journey {

// By key, or by id when the text is one.
[[nodiscard]] std::optional<Touchpoint> find_touchpoint(
    db::Reader& reader, std::string_view key_or_id
);

// Stage, channels, owner and departments exist, the owner is active. Throws Refusal{invalid} naming
// every problem.
void check_references(db::Reader& reader, const Touchpoint& touchpoint);

// Throws Refusal{conflict} when feedback or ratings refer to it.
void check_removal(db::Reader& reader, const Touchpoint& touchpoint);

// Throws Refusal{conflict} when a touchpoint stands in the stage.
void check_removal(db::Reader& reader, const Stage& stage);

}  // namespace styk::journey
