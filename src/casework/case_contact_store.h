// How often customers get in touch again while their case is with the firm: the calls that being
// kept informed saves.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "casework/case_list_store.h"

namespace styk::casework {

// Counted of each case: contacts of the customer (`types` of events; those of one contact share
// their `case`), messages they wrote into it and feedback that joined it, after it was opened and
// within this time. Each case has the same time, so that one that was answered late does not count
// more.
inline constexpr std::chrono::days contact_window{14};

// Of cases with a customer that the query selects, merged ones left out: when it was opened, and
// how many contacts. Oldest first, never all in memory.
void each_case_contacts(
    db::Reader& reader,
    const CaseQuery& query,
    const std::vector<std::string>& types,
    const std::function<void(Instant, std::int64_t)>& visit
);

// When the first customer was told of a case by a message of the firm's own accord.
[[nodiscard]] std::optional<Instant> find_first_status(db::Reader& reader);

}  // namespace styk::casework
