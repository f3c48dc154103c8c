// Promised against lived: the service standard of a case's touchpoint, held against what this
// customer went through there.
#pragma once

#include <optional>
#include <string>

#include "casework/case.h"
#include "db/reader.h"
#include "feedback/directory.h"

namespace styk::story {

struct CaseClock {
    std::string standard, name;          // key and name
    double promised_s = 0, lived_s = 0;  // on the standard's clock
    bool kept = false;
    bool running = false;  // what should have followed has not come yet
    bool working = false;  // counted is time as the firm works it, not as it passes
    Instant begun;
};

// Of the standards of the touchpoint with a time that events measure, the one that was missed by
// most (else was nearest to it), by the customer's last occasion within `looked_back` before they
// spoke. Nothing without a customer, such a standard or such an event.
[[nodiscard]] std::optional<CaseClock> find_clock(
    db::Reader& reader, const feedback::Directory& directory, const casework::Case& one, Instant now
);

inline constexpr std::chrono::days looked_back{60};

}  // namespace styk::story
