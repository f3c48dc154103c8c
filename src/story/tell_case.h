// Who hears of a case, and in what words: a line under the bell, and a mail in the language of whom
// it is for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casework/rulebook.h"
#include "feedback/directory.h"
#include "story/keep_case.h"
#include "story/receive_feedback.h"

namespace styk::story {

// case_opened, case_unassigned, case_handed, case_overdue, case_reply, case_joined, case_reopened.
class CaseTeller {
public:
    CaseTeller(
        const Intake& intake,
        const feedback::Directory& directory,
        const casework::Rulebook& rulebook,
        Instant now
    )
        : intake_(intake), directory_(directory), rulebook_(rulebook), now_(now) {}

    // Those of the case: the owner, or the deputy as well while the owner is away; the people of
    // the department where nobody owns it; else the CX managers. Whoever does it (`but`: user id)
    // is not told of it.
    void tell(
        CaseNews& news, const casework::Case& one, std::string_view kind, std::string_view but = {}
    );

    // One person, once a news.
    void tell_user(
        CaseNews& news,
        const casework::Case& one,
        std::string_view kind,
        const people::User& user,
        const std::string& text = {}
    );

    [[nodiscard]] std::vector<const people::User*> people_of(const casework::Case& one) const;

private:
    [[nodiscard]] Mail mail_of(
        const casework::Case& one,
        std::string_view kind,
        const people::User& user,
        const std::string& text
    );

    Intake intake_;  // of references: a copy outlives the call it came with
    const feedback::Directory& directory_;
    const casework::Rulebook& rulebook_;
    Instant now_;
    std::optional<std::string> console_url_{};  // read once
};

}  // namespace styk::story
