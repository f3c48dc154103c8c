// Whether telling customers where their case stands saves them a call (S129): contacts a case
// before status messages began, and since.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/case_list_store.h"
#include "db/database.h"
#include "feedback/directory.h"
#include "stats/difference.h"
#include "stats/tier.h"

namespace styk::story {

// Contacts a case within casework::contact_window after it was opened.
struct ContactMean {
    std::uint64_t n = 0;  // cases
    std::int64_t contacts = 0;
    std::optional<double> per_case{}, lo{}, hi{};  // Student's t
    stats::Tier tier = stats::Tier::none;
    std::string_view reason{};  // no_cases, no_interval (one case)
};

struct ContactStep {
    std::string key;
    ContactMean mean;
};

struct CaseContacts {
    Instant from, to;  // opened; only cases whose window is over
    std::optional<Instant> since{};
    ContactMean before, after;
    std::int64_t between = 0;        // opened before `since`, told within their window: in neither
    stats::Difference difference{};  // after minus before (Welch)
    Period period = Period::week;    // the finest of week, month and quarter that tells something
    std::vector<ContactStep> steps;
    std::string_view reason{};  // never_told: then everything is before
};

// `since`: when it began; nothing: with the first status message. The query's period is the last
// `usual_past` up to `since`, and what came after, when it names none.
[[nodiscard]] CaseContacts show_case_contacts(
    db::Database& database,
    const feedback::Directory& directory,
    casework::CaseQuery query,
    std::optional<Instant> since,
    Instant now
);

}  // namespace styk::story
