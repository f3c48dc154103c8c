// Patterns that the demo firm found in its cases: what the team said about each, and who does what
// by when. About the one that changes the most its guests are asked (demo_asked_guests.h).
#pragma once

#include <string_view>
#include <vector>

#include "casework/lesson.h"
#include "story/demo_case_way.h"

namespace styk::story {

struct DemoFinding {
    casework::Finding finding;
    Instant found_at;
};

// The first is the one that guests are asked about. Writes into the cases which they belong to.
[[nodiscard]] std::vector<DemoFinding> gather_demo_findings(
    const Intake& intake, std::string_view language, Instant now, std::vector<DemoCase>& cases
);

// Before the cases, which name them.
void write_demo_findings(db::Tx& tx, const std::vector<DemoFinding>& findings);

}  // namespace styk::story
