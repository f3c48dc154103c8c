// Coding open answers with help: what the models found of one topic, the least sure first, for a
// person to accept or reject; and how often people agree with it.
#pragma once

#include "feedback/filter.h"
#include "feedback/lesson_store.h"
#include "people/actor.h"
#include "stats/score.h"
#include "story/receive_feedback.h"

namespace styk::story {

struct Suggestion {
    feedback::Feedback feedback;
    double probability = 0;
    std::vector<text::Span> because;
};

struct Codebook {
    std::vector<Suggestion> items;
    feedback::Judged judged;
    stats::Estimate agreement;  // share of judgements that agree with the models
};

// `filter` is of the inbox, in the viewer's scope.
[[nodiscard]] Codebook show_codebook(
    db::Database& database, const std::string& topic, feedback::Filter filter, std::size_t limit
);

[[nodiscard]] stats::Estimate agreement_of(const feedback::Judged& judged);

// How many were judged; a feedback that is out of the actor's sight is a Refusal{not_found}.
std::size_t judge_topic(
    const Intake& intake,
    const people::Actor& actor,
    const std::string& topic,
    const std::vector<Id<feedback::Feedback>>& ids,
    bool is_so,
    const db::Change& by
);

}  // namespace styk::story
