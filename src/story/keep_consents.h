// What a customer ticks in an identified survey goes into the log of consents, in the words that
// they read. Of confidential and anonymous answers nothing does: the log would tell who answered.
#pragma once

#include <vector>

#include "db/record_store.h"
#include "privacy/consent.h"
#include "story/receive_feedback.h"
#include "survey/route.h"
#include "survey/survey.h"

namespace styk::story {

// What the answers on the way say: a box that was ticked is given, a no that was said is withdrawn,
// and one that was left as it was says nothing. The customer and the response are not known yet.
[[nodiscard]] std::vector<privacy::Consent> consents_of(
    const Intake& intake,
    const survey::Survey& survey,
    const survey::Definition& definition,
    const survey::Route& route,
    const survey::Response& response,
    Instant now
);

void keep_consents(
    db::Tx& tx,
    std::vector<privacy::Consent> consents,
    const Id<customer::Customer>& customer,
    const Id<survey::Response>& response,
    const db::Change& by
);

}  // namespace styk::story
