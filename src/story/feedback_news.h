// What those outside are told of feedback, responses and alerts: enough to act on, nothing that
// names a customer, and a comment only with its personal data covered.
#pragma once

#include "feedback/feedback.h"
#include "insight/alert_store.h"
#include "story/announce.h"
#include "survey/response.h"

namespace styk::story {

// A JSON object, as feedback.received carries it.
[[nodiscard]] std::string feedback_data(const feedback::Feedback& feedback);

void announce_feedback(db::Tx& tx, const Listeners& listeners, const feedback::Feedback& feedback);

// Not of an anonymous one: the moment alone would say too much.
void announce_response(db::Tx& tx, const survey::Response& response, Instant now);

void announce_firing(
    db::Tx& tx,
    const Listeners& listeners,
    const insight::Alert& alert,
    const insight::Firing& firing
);

}  // namespace styk::story
