// Wire names of feedback.
#pragma once

#include "feedback/draft.h"
#include "json/fwd.h"

namespace styk::feedback {

// Reads one sent feedback. Problems of shape (unknown fields, wrong types) go to `problems`; rules
// are draft.h's.
[[nodiscard]] Draft read_draft(const json::Value& body, Problems& problems);

// How much of it is shown.
struct Shown {
    bool findings = true;  // what was read in the comment
    bool reasons = true;   // the words that made each finding so, and the clauses
    bool personal = true;  // else personal data in the comment are stars, a byte each
};

[[nodiscard]] json::Object to_json(const Feedback& feedback, const Shown& shown = {});

// The same as text, for who wants no more of it.
[[nodiscard]] std::string write_json(const Feedback& feedback, const Shown& shown = {});

// The JSON Schemas of what is sent, given back and changed, by name.
[[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> schemas();

}  // namespace styk::feedback
