// A stored response becomes nobody's: what was ticked and rated stays.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/reader.h"
#include "survey/definition.h"
#include "survey/response.h"

namespace styk::survey {

// The answers that a count is made of: without free words, addresses, numbers and days that
// somebody wrote. Without a definition nothing stays.
[[nodiscard]] Map without_words(const Definition* definition, const Map& answers);

// Over `before`: no customer, invitation, token, receipt or hidden field, the day `day`, the id
// `id`, and these answers, which have become that feedback.
void make_anonymous(
    db::Tx& tx,
    const Response& before,
    const Id<Response>& id,
    const Map& answers,
    const std::optional<std::string>& feedback_id,
    Instant day
);

// The response that has become this feedback.
[[nodiscard]] std::optional<Response> find_response_behind(
    db::Reader& reader, const Id<feedback::Feedback>& feedback
);

void change_answers(db::Tx& tx, const Id<Response>& id, const Map& answers);

}  // namespace styk::survey
