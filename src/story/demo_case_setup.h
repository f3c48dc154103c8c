// How the demo firm closes the loop: its rules, causes and templates.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "casework/lesson.h"
#include "db/record_store.h"
#include "story/receive_feedback.h"

namespace styk::story {

// The causes that were written, by their keys.
using DemoCauses = std::map<std::string, Id<casework::Cause>, std::less<>>;

[[nodiscard]] DemoCauses write_demo_case_setup(
    db::Tx& tx, const Intake& intake, std::string_view language, const db::Change& by
);

}  // namespace styk::story
