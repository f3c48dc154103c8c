// What a case leaves on the customer's timeline: events that campaigns may wait for. So whether a
// survey follows, when, and how often at most is decided where all surveys are (campaigns on an
// event, contact frequency, quiet hours).
//
//   asked_by_rule  a rule asks for a survey          attributes: rule, survey
//   case_answered  the answer went out               attributes: case, kind
//   case_closed    the case was closed               attributes: case, kind, outcome
//   asked_about_finding  what is planned for all     attributes: survey
#pragma once

#include <string>

#include "base/clock.h"
#include "casework/case.h"
#include "customer/event.h"
#include "feedback/feedback.h"

namespace styk::story {

inline constexpr std::string_view asked_by_rule = "asked_by_rule", case_answered = "case_answered",
                                  case_closed = "case_closed";

struct EventMeans {
    Random& random;
    const Clock& clock;
    Instant at;
};

[[nodiscard]] customer::Event rule_event(
    const EventMeans& means,
    const feedback::Feedback& feedback,
    const std::string& rule,
    const std::string& survey
);

// `type` is case_answered or case_closed. Its key is kept in Case::ask_event when a survey is to
// follow, so that the answer is found again.
[[nodiscard]] customer::Event case_event(
    const EventMeans& means, const casework::Case& one, std::string_view type
);

// Asks one customer of a finding; its key is the caller's to set.
[[nodiscard]] customer::Event finding_event(
    const EventMeans& means, const Id<customer::Customer>& customer, const std::string& survey
);

}  // namespace styk::story
