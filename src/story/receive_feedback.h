// Feedback comes in: checked, its customer recognised, stored with its ratings and facts,
// acknowledged.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "customer/upsert.h"
#include "db/record_store.h"
#include "feedback/draft.h"
#include "feedback/term_store.h"
#include "story/catalogue.h"

namespace styk::story {

struct Intake {
    db::Database& database;
    Catalogue& catalogue;
    feedback::Terms& terms;
    const Clock& clock;
    Random& random;
};

// More that is written in the same transaction, with the feedback as it will be stored.
using AlsoWrite = std::function<void(db::Tx&, const feedback::Feedback&)>;

// What a sender says of a customer beside the feedback. It is written first, in the same
// transaction, and the feedback is that of the customer as they are then.
using Told = std::optional<customer::Upsert>;

// Returns when it is durable. Throws Refusal{invalid} naming every problem; then nothing is
// written.
feedback::Feedback receive_feedback(
    const Intake& intake,
    const feedback::Draft& draft,
    const db::Change& by,
    const AlsoWrite& also = {},
    const Told& told = {}
);

// Checked, ready to be written: what an import does with a thousand drafts at a time.
struct Prepared {
    feedback::Feedback feedback;
    std::string new_customer_key;  // a customer to be made of this key when there is none yet
    std::string facts{};           // packed ahead; empty: packed when it is written
    Told told{};
};

[[nodiscard]] std::vector<Prepared> prepare(
    const Intake& intake,
    std::vector<feedback::Feedback> checked,
    const std::vector<feedback::Draft>& drafts
);

// The same with the facts packed: new terms are known before the transaction begins. `customers`
// are those the drafts named; `told` came with the first of them.
[[nodiscard]] std::vector<Prepared> prepare_packed(
    const Intake& intake,
    const feedback::Directory& directory,
    std::vector<feedback::Feedback> checked,
    const std::vector<std::optional<std::string>>& customers,
    const Told& told = {}
);

// Writes them in the transaction that is open; employees' voices into their waiting room, which the
// caller opens afterwards (release_voices).
void write(
    db::Tx& tx,
    const Intake& intake,
    const feedback::Directory& directory,
    std::vector<Prepared>& prepared,
    const db::Change& by
);

// All of them or none; pointers of problems begin with the line of the draft, or else
// its place in the list counted from 1: "/3/ratings/0/value".
std::size_t receive_many(
    const Intake& intake,
    const std::vector<feedback::Draft>& drafts,
    Problems problems,
    const db::Change& by
);

}  // namespace styk::story
