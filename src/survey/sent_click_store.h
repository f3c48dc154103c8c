// Who of those a survey was sent to clicked, and when: for whoever compares mails.
#pragma once

#include <functional>
#include <optional>

#include "base/instant.h"
#include "db/reader.h"
#include "survey/campaign.h"

namespace styk::survey {

struct SentQuery {
    Id<Survey> survey;
    std::optional<Id<Campaign>> campaign{};  // nothing: all of the survey
    Instant from, to;                        // of sending; to: not included
};

// Messages that went out and did not come back; `clicked`: the person's first click, a machine's
// set aside.
void each_sent(
    db::Reader& reader,
    const SentQuery& query,
    const std::function<void(Instant sent, std::optional<Instant> clicked)>& visit
);

}  // namespace styk::survey
