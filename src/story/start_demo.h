// The demo firm: a year of believable life (demo/README.md) in an empty database, and its end with
// one click.
#pragma once

#include <string>
#include <string_view>

#include "firm/firm_store.h"
#include "metric/metric_store.h"
#include "story/log_in.h"
#include "story/receive_feedback.h"

namespace styk::story {

// How one logs in to the demo; printed at start, the same everywhere, for a firm that does not
// exist.
struct DemoLogin {
    std::string email, password;
};

// Fills an empty database, or finds the demo that is there. Throws Refusal{conflict} when a firm of
// its own lives there.
DemoLogin start_demo(const Intake& intake, std::string_view language, std::uint64_t seed);

struct OwnFirm {
    std::string firm_name, name, email, password;
    std::string time_zone, language;  // empty: as the demo had them
};

// Removes every record of the demo and begins the person's own firm with them as its administrator,
// logged in. Throws Refusal{conflict} when this is no demo, {invalid} naming each problem; then
// nothing is removed.
Entered end_demo(const Intake& intake, const OwnFirm& own, Instant at);

}  // namespace styk::story
