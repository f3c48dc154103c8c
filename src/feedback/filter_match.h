// A filter asked of one feedback in memory: what a rule does to an answer that is not stored yet.
// The same answer as the SQL of filter_sql_store gives of the stored one.
#pragma once

#include "feedback/feedback.h"
#include "feedback/filter.h"

namespace styk::feedback {

// `feedback` has its customer's key and what was read in its comment.
[[nodiscard]] bool matches(const Filter& filter, const Feedback& feedback);

// Does the text hold every word typed, the last one perhaps begun only? As db/full_text.h finds.
[[nodiscard]] bool holds_words(std::string_view text, std::string_view typed);

}  // namespace styk::feedback
