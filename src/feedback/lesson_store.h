// Comments with what people said of them, and some others that were read: what models learn from.
#pragma once

#include <cstdint>
#include <vector>

#include "db/database.h"
#include "feedback/feedback.h"

namespace styk::feedback {

// With their corrections, the latest corrected first.
[[nodiscard]] std::vector<Feedback> list_corrected(db::Reader& reader, int limit);

// Read, with a comment, corrected by nobody; the latest first.
[[nodiscard]] std::vector<Feedback> list_uncorrected(db::Reader& reader, int limit);

// Read, with a comment of which no topic is said; the latest first.
[[nodiscard]] std::vector<Feedback> list_without_topic(db::Reader& reader, int limit);

// What was judged of one topic: found by the model or not, and what people said.
struct Judged {
    std::int64_t agreed = 0, disagreed = 0;
};

[[nodiscard]] Judged count_judged(db::Reader& reader, const std::string& topic);

}  // namespace styk::feedback
