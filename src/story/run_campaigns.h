// What a worker does for campaigns: writes down whom they reach, lets through whom the frequency
// rule lets, hands messages over, reminds; and looks for the events that campaigns wait for.
//
// Nobody is asked twice: a recipient is one row for campaign, person and event; it is queued, its
// invitation made and the contact counted in one transaction; and it is settled right after the
// server took the message. A stop in between sends that one message once more, under the same
// Message-ID (mail) or {id} (gateways).
#pragma once

#include <functional>
#include <string_view>

#include "people/safe.h"
#include "story/receive_feedback.h"
#include "story/send_mail.h"

namespace styk::story {

inline constexpr std::string_view run_campaigns_work = "run_campaigns";

struct CampaignMeans {
    Intake intake;
    Postman& postman;
    const people::Safe& safe;
};

// There may be something to do at `due`.
void ask_run_campaigns(db::Tx& tx, Instant due, Instant now);

// A little of everything that is due, then asks for its own next run. One worker at a time.
void run_campaigns(
    const CampaignMeans& means, const queue::Work& work, const std::function<bool()>& go_on
);

}  // namespace styk::story
