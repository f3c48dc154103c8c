// Rules that a firm without any may begin with: who would not recommend it, who was very unhappy,
// who threatens to go public. They are proposed, not in force from the start: nobody's mailbox
// fills up because of a rule they have not seen, and one click takes them. Complaints need no rule.
#pragma once

#include <string>
#include <vector>

#include "casework/case_rule.h"

namespace styk::story {

struct ProposedRule {
    casework::CaseRule rule;  // without id; name in the firm's language
    std::string why;          // one sentence, in the same language
    bool adopted = false;     // a rule of this key is there
};

// Only rules whose metrics the firm has. `known`: the rules that are there.
[[nodiscard]] std::vector<ProposedRule> propose_case_rules(
    const feedback::Directory& directory, const std::vector<casework::CaseRule>& known
);

}  // namespace styk::story
