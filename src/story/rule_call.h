// A rule calls a webhook: the call is owed in the transaction of the feedback that the rule holds
// of, to that one listener, whatever events it listens to otherwise.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "casework/case.h"
#include "db/reader.h"
#include "feedback/feedback.h"

namespace styk::story {

// Its type on the wire. `data` is that of feedback.received with rule {id, name} and case_id.
inline constexpr std::string_view rule_matched = "rule.matched";

struct RuleCall {
    std::string id;    // a UUID, drawn before the transaction that may run twice
    std::string lane;  // id of the webhook or chat hook
    Id<casework::CaseRule> rule_id;
    std::string rule_name;
    Instant at;
};

// Nothing where the listener is gone or switched off by now.
void put_rule_call(
    db::Tx& tx,
    const RuleCall& call,
    const feedback::Feedback& feedback,
    const std::optional<Id<casework::Case>>& opened
);

// Whether there is such a listener that is switched on.
[[nodiscard]] bool may_be_called(db::Reader& reader, const std::string& lane);

// A listener that rules call stays: Refusal{conflict} naming them.
void check_uncalled(db::Reader& reader, const std::string& lane);

}  // namespace styk::story
