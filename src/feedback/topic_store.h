// The rules of topics and emotions that need to see other records.
#pragma once

#include "base/clock.h"
#include "db/record_store.h"
#include "feedback/topic.h"

namespace styk::feedback {

struct FirstTopics {
    std::vector<Topic> topics;
    std::vector<Emotion> emotions;
};

[[nodiscard]] FirstTopics make_first_topics(const Clock& clock, Random& random);

// Adds those that the firm lacks.
void ensure_topics(db::Tx& tx, const FirstTopics& first, const db::Change& by);

// On add and change: a topic is merged into another that stands for itself, and there are not too
// many.
void check_topic(db::Reader& reader, const Topic& topic);
void check_emotion(db::Reader& reader, const Emotion& emotion);

}  // namespace styk::feedback
