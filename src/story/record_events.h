// Events come in, one or many: checked, bound to their touchpoint, their customers recognised or
// made, written together.
#pragma once

#include <functional>
#include <vector>

#include "customer/event_json.h"
#include "customer/event_store.h"
#include "story/receive_feedback.h"

namespace styk::story {

struct RecordedEvent {
    customer::Event event;
    customer::Put put;
};

struct RecordedEvents {
    std::int64_t added = 0, changed = 0, unchanged = 0;
};

// Returns when it is durable. A known key replaces what was known. Throws Refusal{invalid} naming
// every problem. `also` is called in the same transaction, at whose beginning `told` is written.
RecordedEvent record_event(
    const Intake& intake,
    const customer::SentEvent& sent,
    const db::Change& by,
    const std::function<void(db::Tx&, const RecordedEvent&)>& also = {},
    const Told& told = {}
);

struct NumberedEvent {
    std::size_t line;
    customer::SentEvent sent;
};

// What is wrong with them; sets the keys of touchpoints and channels. Pointers begin with the line.
[[nodiscard]] Problems check_events(
    const feedback::Directory& directory, std::vector<NumberedEvent>& events, Instant now
);

// All or nothing; a problem's pointer begins with its line: "/3/channel". `problems` are those
// found while reading.
RecordedEvents record_events(
    const Intake& intake,
    std::vector<NumberedEvent> events,
    Problems problems,
    const db::Change& by,
    const std::function<void(db::Tx&, const RecordedEvents&)>& also = {}
);

}  // namespace styk::story
