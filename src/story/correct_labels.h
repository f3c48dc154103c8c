// A person says what a comment is about, over what was read in it. It counts at once, holds through
// every new reading, and is what models learn from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "story/receive_feedback.h"

namespace styk::story {

struct LabelChange {
    std::string kind;                  // sentiment, topic, intent, emotion
    std::string key;                   // "" of a sentiment
    std::optional<std::string> value;  // as feedback::Correction; nothing: taken back
};

// The feedback as it is afterwards. Refusal{conflict} where there is no comment that is read.
feedback::Feedback correct_labels(
    const Intake& intake,
    const Id<feedback::Feedback>& id,
    const std::vector<LabelChange>& changes,
    const db::Change& by
);

}  // namespace styk::story
