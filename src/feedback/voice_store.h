// Voices of employees that wait until enough have spoken. Nothing else in the house knows of them.
#pragma once

#include <string>
#include <vector>

#include "db/record_store.h"
#include "feedback/directory.h"
#include "feedback/feedback.h"

namespace styk::feedback {

// Without customer, tags of the inbox and the time of day.
void add_waiting(db::Tx& tx, const Feedback& voice);

// In no order that tells who came when. What the setup no longer knows is left out of a voice.
[[nodiscard]] std::vector<Feedback> list_waiting(db::Reader& reader, const Directory& directory);

// False when one of them is gone already; then the caller must not let them out.
[[nodiscard]] bool take_waiting(db::Tx& tx, const std::vector<Feedback>& voices);

// Those that an import brought; how many.
std::int64_t remove_waiting_of(db::Tx& tx, std::string_view import_id);

}  // namespace styk::feedback
