#include "story/audit_note.h"

#include "feedback/feedback_json.h"
#include "feedback/voice.h"
#include "json/json.h"

namespace styk::story {

void audit_note(db::Tx& tx, const feedback::Feedback& feedback, const db::Change& by) {
    if (by.author.kind == "user" && !feedback::is_voice(feedback)) {
        db::audit(
            tx,
            by,
            "add",
            "feedback",
            feedback.id.text(),
            "",
            json::write(feedback::to_json(feedback, {.findings = false}))
        );
    }
}

}  // namespace styk::story
