// Feedback as it was sent: names not yet looked up, nothing checked. `check` makes it a Feedback or
// names every problem.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "feedback/directory.h"
#include "feedback/feedback.h"

namespace styk::feedback {

struct DraftRating {
    std::string metric;
    std::optional<std::string> touchpoint;
    RatingState state = RatingState::given;
    std::int64_t value = 0;
    std::string pointer;  // where it stood in what was sent: "/ratings/0", or a column's name
};

struct Draft {
    std::string kind = "response";
    std::string source, channel;
    std::optional<std::string> touchpoint, location, brand, customer;
    std::optional<Instant> occurred_at;
    std::optional<std::string> comment, language;
    std::vector<DraftRating> ratings;
    std::string attributes;  // a JSON object of texts, numbers and flags; empty: none
    std::vector<std::string> tags;
    std::string survey;  // key; only responses to one have it
    std::string external_key;
    std::string import_id;
    std::size_t line = 0;  // of many: where it stood, counted from 1
};

inline constexpr std::size_t longest_comment = 20'000;  // code points
inline constexpr std::size_t most_ratings = 200;

// Checks everything that needs no database. The customer stays unresolved; id, times of receipt are
// the story's to set. A rating of every item of an index metric adds the rating of the index
// itself.
[[nodiscard]] Feedback check(
    const Directory& directory, const Draft& draft, Instant now, Problems& problems
);

}  // namespace styk::feedback
