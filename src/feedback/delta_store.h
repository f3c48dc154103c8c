// The only SQL about what was learned from corrections (text/taught.h).
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "db/database.h"

namespace styk::feedback {

struct StoredDelta {
    std::int64_t id = 0;
    std::string state;  // candidate, adopted, dropped
    std::string version;
    std::int64_t corrections = 0;  // learned from
    std::string report = "{}";     // JSON: what it was measured by
    Instant made_at;
    std::optional<Instant> adopted_at;
    std::string adopted_by;          // a name
    std::vector<std::string> files;  // models, one a language
};

// The one that is read by now, with its files.
[[nodiscard]] std::optional<StoredDelta> find_adopted_delta(db::Reader& reader);

// The last one learned, whatever became of it, without its files.
[[nodiscard]] std::optional<StoredDelta> find_last_delta(db::Reader& reader);

// A candidate; an older candidate is gone.
void add_delta(db::Tx& tx, const StoredDelta& delta, const std::vector<std::string>& languages);

// The candidate takes the place of what was adopted. False when it is none any more.
[[nodiscard]] bool adopt_delta(db::Tx& tx, std::int64_t id, const std::string& by, Instant now);

// Back to the stock models.
void drop_deltas(db::Tx& tx);

}  // namespace styk::feedback
