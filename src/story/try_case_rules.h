// What a rule would have done to the past: nothing is written. The same judge as on the way in.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "casework/rulebook.h"
#include "feedback/feedback.h"
#include "people/actor.h"
#include "story/receive_feedback.h"

namespace styk::story {

struct Tried {
    std::int64_t looked_at = 0, matched = 0;
    double per_week = 0;
    std::int64_t cases = 0, notifications = 0, tags = 0, surveys = 0, webhooks = 0;
    std::map<std::string, std::int64_t> by_owner;  // user id; "": nobody

    struct Example {
        feedback::Feedback feedback;
        std::string owner_id;
    };

    std::vector<Example> sample;  // the newest
};

// `rule` is a draft. The period has both ends.
[[nodiscard]] Tried try_case_rule(
    const Intake& intake,
    const casework::ReadyRule& rule,
    const people::Actor& actor,
    Instant from,
    Instant to
);

}  // namespace styk::story
