// A complete response as feedback of the one inbox.
#pragma once

#include "feedback/draft.h"
#include "story/receive_feedback.h"
#include "survey/response.h"
#include "survey/route.h"

namespace styk::story {

// What of a response becomes feedback. Its customer is named by the caller, if at all.
[[nodiscard]] feedback::Draft draft_of(
    const feedback::Directory& directory,
    const survey::Survey& survey,
    const survey::Definition& definition,
    const survey::Route& route,
    const survey::Response& response
);

// Checked and with its facts packed. A survey was checked when it was published, so what no longer
// fits (a metric or touchpoint that was removed since) is left out rather than refused: no answer
// is lost.
[[nodiscard]] Prepared prepare_response(
    const Intake& intake, const feedback::Directory& directory, feedback::Draft draft, Instant now
);

}  // namespace styk::story
