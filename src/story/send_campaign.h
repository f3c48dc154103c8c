// Messages of a campaign are handed to the mail server or the gateway, one by one.
#pragma once

#include <functional>

#include "story/campaign_message.h"
#include "story/run_campaigns.h"

namespace styk::story {

// What became of a round.
enum class Sent {
    all,    // nothing is due any more
    quiet,  // what is due waits for the end of the quiet hours
    paced,  // what is due waits: enough went out this minute, or this hour
    some,   // the time of the round is over
    stuck   // nobody takes messages now
};

// At most until `until`; `go_on` says whether the work is still ours.
[[nodiscard]] Sent send_campaign(
    const CampaignMeans& means,
    const survey::Campaign& campaign,
    const survey::Survey& survey,
    Instant until,
    const std::function<bool()>& go_on
);

// Where links of messages lead, without a slash at the end; empty when nobody has said it.
[[nodiscard]] std::string address_for_links(db::Reader& reader);

// Who asks: the firm by its name or, while nobody has given it one, as its mail is signed.
[[nodiscard]] std::string name_of_sender(db::Reader& reader, const std::string& firm);

// A text to one phone, at once.
struct GatewayTrial {
    std::string outcome;  // accepted, refused, later
    int status = 0;       // of the answer; 0: none came
    std::string said;
};

[[nodiscard]] GatewayTrial ask_gateway(
    const people::Safe& safe,
    const survey::Gateway& gateway,
    const std::string& to,
    const std::string& text,
    const std::string& id,
    const std::string& name
);

}  // namespace styk::story
