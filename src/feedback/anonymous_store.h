// A stored feedback becomes nobody's: its figures stay.
#pragma once

#include <string_view>

#include "db/reader.h"
#include "feedback/feedback.h"

namespace styk::feedback {

// Without customer, words, attributes, tags and names of other systems, by its day; the ratings and
// what they are of stay. `id` is new, so that whoever noted the old one finds nothing; `day`
// begins the day on which it was said.
[[nodiscard]] Feedback made_anonymous(const Feedback& before, const Id<Feedback>& id, Instant day);

// Only the words go; it stays whose it was.
[[nodiscard]] Feedback made_wordless(const Feedback& before);

// Writes `after` over `before`, in the inbox, the search, quotes of themes and the facts
// (`facts`: pack_facts of `after`). False when somebody changed or removed it meanwhile: then
// nothing is written.
[[nodiscard]] bool rewrite(
    db::Tx& tx, const Feedback& before, const Feedback& after, std::string_view facts
);

}  // namespace styk::feedback
