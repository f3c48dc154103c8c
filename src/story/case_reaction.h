// What a feedback sets off on its way in: the rules judge it, a case is made ready with its owner,
// deadlines and notices. Decided before the transaction that stores the feedback, written in it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "casework/rulebook.h"
#include "customer/event.h"
#include "story/keep_case.h"
#include "story/receive_feedback.h"
#include "story/rule_call.h"

namespace styk::story {

struct Reaction {
    std::optional<casework::Case> opened{};
    std::vector<casework::Step> log;
    CaseNews news;
    std::optional<Receipt> receipt{};
    // Instead of a new case, when the customer has an open one here that began after this.
    std::optional<Instant> joins_since{};
    casework::Step joined{};
    std::vector<customer::Event> events;  // ask for surveys
    std::vector<RuleCall> calls;          // of webhooks
};

// What a rule made of one feedback: for the dry run.
struct Judged {
    std::vector<const casework::ReadyRule*> rules;  // that hold, in their order
    const casework::ReadyRule* opens = nullptr;     // the one that opens a case
    bool complaint = false;                         // opens one, rules or not
};

[[nodiscard]] Judged judge(
    const casework::Rulebook& rulebook,
    const feedback::Feedback& feedback,
    std::optional<double> value
);

// The case that a feedback opens, by `rule` or without one, with its owner and deadlines. Its id
// and token are drawn.
[[nodiscard]] casework::Case case_of(
    const Intake& intake,
    const feedback::Directory& directory,
    const casework::Rulebook& rulebook,
    const feedback::Feedback& feedback,
    const casework::ReadyRule* rule,
    Instant now
);

inline constexpr std::chrono::days old_after{30};

// Whether a file that is brought in opens cases: only who asks for it wants that of their past.
enum class OfImports { nothing, as_usual };

// One a feedback, in their order; nothing where nothing follows: no rule holds, it came by an
// import or is an employee's voice, or it happened more than `old_after` before it came.
using Reactions = std::vector<std::shared_ptr<const Reaction>>;

// After they were prepared, before the transaction. Adds the tags of rules to the feedback.
// `directory` is one of the catalogue's.
[[nodiscard]] Reactions react_to(
    const Intake& intake,
    const feedback::Directory& directory,
    std::vector<Prepared>& prepared,
    Instant now,
    OfImports imports = OfImports::nothing
);

// After they were written, in the same transaction.
void write_reactions(db::Tx& tx, const Reactions& reactions, const std::vector<Prepared>& prepared);

}  // namespace styk::story
