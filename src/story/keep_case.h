// Every write of a case passes here: the case, its log and who is told of it, in the transaction
// that is open. Whatever else follows from a case (a webhook, a message to the customer) hangs on
// these two.
#pragma once

#include <string>
#include <vector>

#include "casework/case.h"
#include "casework/notification_store.h"
#include "db/record_store.h"
#include "story/post_mail.h"
#include "story/receive_feedback.h"

namespace styk::casework {
class Rulebook;
}

namespace styk::story {

// Who hears of it, in the console and by mail; made before the transaction.
struct CaseNews {
    std::vector<casework::Notification> notifications;
    std::vector<Mail>
        mails;  // go out once the firm has a mail server; without one they are dropped
    bool tells_customer = true;  // that it arrived; not of what a file brought
};

// How a complaint goes on when its customer learns at once that it arrived (ISO 10002: receipt is
// acknowledged immediately): nobody has to do it by hand then.
struct Receipt {
    casework::Step step;
    std::optional<Instant> due_at{}, escalate_at{};  // of the duty after it
};

// Nothing of a case that is no complaint.
[[nodiscard]] std::optional<Receipt> receipt_of(
    const Intake& intake,
    const casework::Rulebook& rulebook,
    const casework::Case& fresh,
    Instant now
);

// A row of the log, its id drawn; `by` of the system has no name.
[[nodiscard]] casework::Step make_step(
    Random& random,
    const Clock& clock,
    const Id<casework::Case>& id,
    std::string kind,
    const db::Change& by
);

// The case is new. Its log begins with `log`; with a receipt for the customer it is acknowledged.
void put_opened(
    db::Tx& tx,
    casework::Case& fresh,
    const std::vector<casework::Step>& log,
    const CaseNews& news,
    const std::optional<Receipt>& receipt = {}
);

// The case was changed. Refusal{stale} when somebody else changed it since it was read.
void put_changed(
    db::Tx& tx,
    casework::Case& changed,
    const std::vector<casework::Step>& log,
    const CaseNews& news,
    Instant now
);

// Nothing of the case itself differs: a note, a message that went out.
void put_step(db::Tx& tx, const casework::Step& step);

void put_news(db::Tx& tx, const CaseNews& news, Instant now);

}  // namespace styk::story
