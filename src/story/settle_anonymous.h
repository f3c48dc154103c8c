// Anonymous answers wait until enough of them have come, then go on together in an order of chance:
// whoever watches the figures, the inbox or the database sees a handful arrive at once and not who
// came when.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "queue/queue.h"
#include "story/receive_feedback.h"
#include "survey/response.h"
#include "survey/response_store.h"

namespace styk::story {

inline constexpr std::string_view settle_work = "settle_anonymous";

// At least so many go on together, also where the firm's thresholds are lower.
inline constexpr std::int64_t least_together = 5;

// Puts the work into the queue; many answers at once ask once.
void ask_settle(db::Tx& tx, const Id<survey::Survey>& survey, Instant now);

// What of a response waits, as JSON; its id, token and receipt stand beside it. `beside`: what a
// file says of it (beside_answers.h).
[[nodiscard]] std::string write_waiting(
    const survey::Response& response, const feedback::Draft* beside = nullptr
);

// An answer of a file as it waits for the rest of it, under a token that is the same whenever this
// row comes.
[[nodiscard]] survey::Waiting waiting_row(
    const survey::Response& response, const feedback::Draft& beside
);

// Everything that waits for one survey, or nothing while it is too little; of employees, the lots
// that are full (answer_lots.h); those of a file when all of it is in. Goes on while more has come.
void settle_anonymous(const Intake& intake, const Id<survey::Survey>& survey);

// Answers that should stand in a lot and do not: they came before lots were, or were left over of a
// file. They wait again, and go on with others.
void call_answers_back(const Intake& intake);

// For every survey that answers wait for: what a crash may have left behind.
void ask_settle_all(db::Tx& tx, Instant now);

// The survey that a piece of work names.
[[nodiscard]] Id<survey::Survey> survey_to_settle(const queue::Work& work);

}  // namespace styk::story
