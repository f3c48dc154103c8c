// What people do with a case: the steps of ISO 10002, handing over, merging, closing with what was
// learned. Each is one transaction, with its row of the log and the news it makes.
#pragma once

#include <optional>
#include <string>

#include "casework/case_list_store.h"
#include "casework/lesson.h"
#include "casework/rulebook.h"
#include "story/patch_case.h"
#include "story/receive_feedback.h"

namespace styk::story {

// Who acts: what they may see, and how the log names them.
struct CaseActor {
    casework::CaseSight sight;
    db::Change by;
};

struct HandOver {
    std::optional<std::string> owner_id{}, department_id{};  // one of them
    std::string text{};
};

struct Closing {
    std::optional<std::string> cause_id{}, outcome{}, external_route{};
    std::string lesson{};
    bool publish_lesson = false;
};

class CaseWork {
public:
    CaseWork(const Intake& intake, CaseActor actor);

    using CaseId = Id<casework::Case>;

    // Each gives the case as it is stored now. Refusal{not_found} for a case that the actor does
    // not see, {conflict} for a step that does not follow, {invalid} naming what is missing.
    casework::Case acknowledge(const CaseId& id);
    casework::Case assess(const CaseId& id, const Assessment& said);
    casework::Case investigate(const CaseId& id);
    casework::Case note(const CaseId& id, const std::string& text);
    casework::Case hand_over(const CaseId& id, const HandOver& to);
    casework::Case merge(const CaseId& id, const CaseId& into);  // gives the one that stays
    casework::Case close(const CaseId& id, const Closing& how);
    casework::Case reopen(const CaseId& id, const std::string& text);
    casework::Case patch(const CaseId& id, std::int64_t revision, const CasePatch& what);

    // Somebody else answered the customer (a message went out, a call was made).
    casework::Case answered(const CaseId& id, const std::string& text);

    // A pattern that somebody has to accept or dispute, with this case attached.
    casework::Finding propose(
        const CaseId& id, const std::string& name, const std::string& text, std::int64_t similar_n
    );

private:
    struct Change;
    using Do = std::function<void(Change&)>;
    casework::Case write(const CaseId& id, const Do& work);
    void fill_outcome(Change& in, const Closing& how) const;
    void publish(Change& in, const Closing& how) const;
    void mark_handled(db::Tx& tx, const casework::Case& one) const;
    [[nodiscard]] casework::Step step(const CaseId& id, std::string kind) const;

    Intake intake_;  // of references: a copy outlives the call it came with
    CaseActor actor_;
    std::shared_ptr<const feedback::Directory> directory_;
    std::shared_ptr<const casework::Rulebook> rulebook_;
};

}  // namespace styk::story
