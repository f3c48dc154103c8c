// What a question to the inbox says: which feedback, in what order, from where on.
#pragma once

#include <vector>

#include "feedback/feedback_store.h"
#include "http/house.h"

namespace styk::http {

struct InboxQuery {
    feedback::Filter filter;  // narrowed to what the actor may see
    feedback::ListOrder order;
};

// `also` are names the caller reads itself. Throws Refusal{invalid} naming every problem.
[[nodiscard]] InboxQuery read_inbox_query(
    House& house, const Call& call, const std::vector<std::string_view>& also = {}
);

// Who may not read whole people sees their personal data as stars.
[[nodiscard]] json::Object feedback_json(
    const feedback::Feedback& feedback, const people::Actor& actor, bool reasons = true
);

// The same with reasons, as text.
[[nodiscard]] std::string feedback_text(
    const feedback::Feedback& feedback, const people::Actor& actor
);

}  // namespace styk::http
