// What was read in a comment, as JSON. Every span is bytes [from, to) of its UTF-8.
//
//   {"language": "pl" | "ru" | "en" | another code | null where there are no words,
//    "sentiment": {"label": "negative" | "neutral" | "positive" | "mixed", "score": -1..1,
//                  "ordinal": 1..5, "because": [{"from", "to", "weight": -1..1}]},
//    "topics": [{"key", "probability", "sentiment": {label, score, ordinal}, "because": [span]}],
//    "intents", "emotions": [{"key", "probability", "because": [span]}],
//    "personal_data": [{"kind", "from", "to"}], "profanity": [span],
//    "clauses": [{"from", "to", "sentiment", "topics": [key]}], "model": version | null}
//
// "sentiment" is null, and "reason" says why, where nothing is said or the language is not read:
// "nothing_said", "language_not_read".
#pragma once

#include "json/fwd.h"
#include "text/findings.h"

namespace styk::feedback {

[[nodiscard]] json::Object findings_json(const text::Findings& findings);

// In this memory (json/arena.h).
[[nodiscard]] json::Object findings_json(
    const text::Findings& findings, const boost::json::storage_ptr& storage
);

}  // namespace styk::feedback
