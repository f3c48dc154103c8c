// One person of a campaign, and what becomes of the survey they are sent.
#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "survey/campaign.h"
#include "survey/invitation.h"

namespace styk::survey {

// What is stored; what a person reads also knows of clicks and answers (standing_of).
BOOST_DEFINE_ENUM_CLASS(
    RecipientState,
    waiting,  // for due_at
    held,     // contacted lately: until due_at
    queued,   // counted as a contact, to be handed over
    sent,     // due_at: of the next reminder
    bounced,
    not_sent  // with the reason
)

namespace reason {
inline constexpr std::string_view no_address = "no_address", unsubscribed = "unsubscribed",
                                  bounced = "bounced", blocked = "blocked",
                                  contacted_lately = "contacted_lately",
                                  answered_already = "answered_already",
                                  invited_already = "invited_already",
                                  same_address = "same_address", not_drawn = "not_drawn",
                                  expired = "expired", gone = "gone", cancelled = "cancelled",
                                  refused = "refused", given_up = "given_up", outdated = "outdated";
}  // namespace reason

struct Recipient {
    std::string id;  // its invitation's too, once there is one
    std::string campaign_id, customer_id;
    std::string occasion;                    // id of the event; empty in a campaign with a date
    std::optional<std::string> event_key{};  // what the sender calls that event
    std::int64_t wave = 1;
    std::optional<std::string> address{};
    std::string language;
    RecipientState state = RecipientState::waiting;
    std::optional<std::string> reason{};
    std::optional<Instant> due_at{}, hold_until{};
    std::string stop;  // the secret of its unsubscribe link
    std::int64_t reminders = 0, attempts = 0;
    std::optional<std::string> last_error{};
    std::optional<Instant> first_try_at{}, sent_at{}, reminded_at{}, clicked_at{};
    std::int64_t clicks = 0;
    std::optional<Instant> unsubscribed_at{}, bounced_at{};
    std::optional<std::string> bounce{};
    Instant created_at;

    // Read along with it.
    std::string customer_key, customer_name;
    std::optional<InvitationState> invitation{};
    std::optional<Instant> answered_at{};
};

BOOST_DEFINE_ENUM_CLASS(
    Standing,
    waiting,
    held,
    queued,
    sent,
    clicked,
    started,
    answered,
    bounced,
    unsubscribed,
    not_sent
)

// How far it went. Of an anonymous survey never clicked or started.
[[nodiscard]] Standing standing_of(const Recipient& recipient);

// Why a click may have been a machine's, by the rules of docs/surveys.md. Empty: a person's.
struct ClickSigns {
    bool head = false;  // asked for the head alone
    std::string user_agent;
    std::optional<Instant> handed_over{};  // the last mail to that person
    Instant at;
    int other_links_lately = 0;  // different links of the same mail within links_window
};

inline constexpr std::chrono::seconds machine_window{5}, links_window{3};

[[nodiscard]] std::string_view machine_sign(const ClickSigns& signs);

// "5.1.1" in what a mail server said; empty when it stands there nowhere.
[[nodiscard]] std::string status_in(std::string_view said);

// Whether a refusal means that there is no such mailbox, rather than that this mail was not liked.
[[nodiscard]] bool is_about_mailbox(std::string_view status, std::string_view said);

}  // namespace styk::survey
