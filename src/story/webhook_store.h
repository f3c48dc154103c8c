// What is owed to those who listen, as it is stored: events, the line of each listener, deliveries.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "db/reader.h"

namespace styk::story {

// A webhook or chat hook as a line of deliveries; it has the same id.
struct Lane {
    std::string id;
    std::string target;         // "webhook" or "chat_hook"
    std::int64_t failures = 0;  // one after the other
    std::optional<Instant> failing_since{};
    std::optional<std::int64_t> last_status{};
    std::optional<Instant> last_at{};
};

struct Delivery {
    std::int64_t position = 0;
    std::string lane_id, event_id;
    std::string type, subject, data;  // of the event
    Instant at;                       // when it happened
    std::string state = "waiting";    // waiting, delivered, given_up
    std::int64_t attempts = 0;
    std::optional<Instant> due_at{}, tried_at{}, delivered_at{};
    Instant created_at;
    std::optional<std::int64_t> status{}, took_ms{};
    std::optional<std::string> said{};
};

// What became of one attempt.
struct Attempt {
    Instant at;
    std::optional<std::int64_t> status{};  // of HTTP; nothing: no answer
    std::string said;
    std::int64_t took_ms = 0;
};

// The line of a listener, made or renewed. `events`: what it listens to; none while it is off.
void put_lane(
    db::Tx& tx,
    const std::string& id,
    std::string_view target,
    const std::vector<std::string>& events
);
void remove_lane(db::Tx& tx, const std::string& id);
[[nodiscard]] std::optional<Lane> find_lane(db::Reader& reader, const std::string& id);

// Owed to everybody who listens to its type, or to one.
void add_event(
    db::Tx& tx,
    const std::string& id,
    std::string_view type,
    const std::string& subject,
    Instant at,
    const std::string& data
);
void owe_to_listeners(db::Tx& tx, const std::string& event_id, std::string_view type);
void owe_to(db::Tx& tx, const std::string& event_id, const std::string& lane_id, Instant at);

// Lines with something due that nobody works on: this worker's until `until`.
[[nodiscard]] bool is_any_due(db::Reader& reader, Instant now);
[[nodiscard]] std::vector<std::string> claim_lanes(
    db::Tx& tx, Instant now, Instant until, const std::string& worker, int limit
);
// False when another worker has it.
[[nodiscard]] bool keep_lane(
    db::Tx& tx, const std::string& id, const std::string& worker, Instant until
);
void release_lane(db::Tx& tx, const std::string& id, const std::string& worker);

// The next that is due on this line, in the order of what happened.
[[nodiscard]] std::optional<Delivery> find_due(
    db::Reader& reader, const std::string& lane_id, Instant now
);
[[nodiscard]] std::optional<Delivery> find_delivery(
    db::Reader& reader, const std::string& lane_id, const std::string& event_id
);

// Taken: the line is well again, and what waits for a later try on it is due now.
void settle_taken(db::Tx& tx, const Delivery& delivery, const Attempt& attempt);

// Not taken. Tried again at `again` (nothing: never); the line rests until then at least as long as
// `rest` says.
void settle_not_taken(
    db::Tx& tx,
    const Delivery& delivery,
    const Attempt& attempt,
    std::optional<Instant> again,
    Instant rest
);

// Nothing more goes out on this line; what waits is given up.
void close_lane(db::Tx& tx, const std::string& id);

// Sent once more, now. False when it is waiting already or not of this line.
[[nodiscard]] bool replay(
    db::Tx& tx, const std::string& lane_id, const std::string& event_id, Instant now
);
// What happened since and was given up; how many.
std::int64_t replay_since(db::Tx& tx, const std::string& lane_id, Instant since, Instant now);
void wake_lane(db::Tx& tx, const std::string& id);

[[nodiscard]] std::int64_t count_waiting(db::Reader& reader, const std::string& lane_id);

// Newest first, before this position; `state` empty: all.
[[nodiscard]] std::vector<Delivery> list_deliveries(
    db::Reader& reader,
    const std::string& lane_id,
    const std::string& state,
    std::optional<std::int64_t> before,
    int limit
);

// What happened before, and what speaks of feedback that is not there any more.
void forget_events(db::Tx& tx, Instant before);

}  // namespace styk::story
