// A mail came in: the answer of a customer goes into its case, anything else that a person wrote is
// a complaint. Each mail counts once, whatever way it comes and however often.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "casework/case.h"
#include "story/receive_feedback.h"

namespace styk::story {

struct TakenMail {
    // reply: into its case. complaint: a new one (or joined to the customer's open case).
    // automatic: a machine's, kept only where it belongs to a case. own: we wrote it ourselves.
    // repeated: known already. flood: too many of one sender within an hour.
    std::string outcome;
    std::optional<Id<casework::Case>> case_id{};
};

// Throws Refusal{invalid} when it is no mail. `also` is written in the same transaction.
TakenMail take_mail(
    const Intake& intake,
    std::string_view raw,
    Instant now,
    const std::function<void(db::Tx&)>& also = {}
);

// Something the customer said of a case by another way: its status page.
void take_reply(
    const Intake& intake, const Id<casework::Case>& id, const std::string& text, Instant now
);

struct IncomingMail {
    std::int64_t position = 0;
    std::string id, message_id, sender, subject, outcome;
    Instant at;
    std::optional<std::string> case_id{};
};

// Newest first, before this position.
[[nodiscard]] std::vector<IncomingMail> list_incoming(
    db::Reader& reader, std::optional<std::int64_t> before, int limit
);

void forget_incoming(db::Tx& tx, Instant before);

}  // namespace styk::story
