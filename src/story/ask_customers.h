// Customers whose cases led to a finding are asked what they think of the change that is planned
// (capability S128). Each gets the event asked_about_finding on their timeline; a campaign on that
// event asks, under the firm's rule of how often a person may be asked. What they answer belongs to
// the finding.
#pragma once

#include <string>
#include <vector>

#include "casework/lesson.h"
#include "feedback/feedback.h"
#include "story/receive_feedback.h"

namespace styk::survey {
struct Survey;
}

namespace styk::story {

inline constexpr std::string_view asked_about_finding = "asked_about_finding";

// The key of the event: the same customer is asked about the same finding once.
[[nodiscard]] std::string key_of_asked(
    const Id<casework::Finding>& finding, const std::string& customer
);

// Whether a running campaign sends this survey on this event.
[[nodiscard]] bool is_sent_on(
    db::Reader& reader, std::string_view event, const Id<survey::Survey>& survey
);

// How many are asked; who was asked about it before is left out.
[[nodiscard]] int ask_customers(
    const Intake& intake,
    const Id<casework::Finding>& finding,
    const std::string& survey,
    Instant at
);

// Newest first.
[[nodiscard]] std::vector<feedback::Feedback> list_replies(
    db::Reader& reader, const Id<casework::Finding>& finding
);

}  // namespace styk::story
