// What comes back from the people a campaign reached: clicks, bounces, the wish to be left alone.
#pragma once

#include <optional>
#include <string>

#include "story/receive_feedback.h"
#include "survey/campaign_store.h"
#include "survey/survey.h"

namespace styk::story {

// ---- clicks

struct ClickSeen {
    std::string token;  // of the invitation
    std::int64_t link = 0;
    std::string target;  // tells links of one mail apart: "v=9", "2"
    bool head = false;
    std::string user_agent;
    Instant at;
};

// Counts it where the invitation is one of a campaign that went out; gives where link `link` leads.
std::optional<std::string> note_click(const Intake& intake, const ClickSeen& seen);

// ---- bounces

// What a mail server reported (message/rfc822). Told twice it is counted once. Throws
// Refusal{invalid} when it is no mail.
[[nodiscard]] survey::Bounce take_bounce(
    const Intake& intake, const std::string& mail, const db::Change& by
);

// ---- leaving

enum class LeaveScope { none, survey, all };

struct Leaving {
    survey::Recipient recipient;
    survey::Survey survey;
    LeaveScope now = LeaveScope::none;  // what they have wished for so far
};

// Nothing when the link is none of ours.
[[nodiscard]] std::optional<Leaving> find_leaving(const Intake& intake, const std::string& stop);

// False when the link is none of ours.
bool leave(const Intake& intake, const std::string& stop, LeaveScope scope, Instant now);

}  // namespace styk::story
