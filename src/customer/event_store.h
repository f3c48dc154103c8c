// Events in their order, by key, and beside feedback on a customer's timeline.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "customer/event.h"
#include "db/reader.h"

namespace styk::customer {

enum class Put { added, changed, unchanged };

// By key: adds, or replaces what the known one says and raises its revision; `received_at` stays
// the first. Sets seq, id, revision and received_at to what is stored.
[[nodiscard]] Put put(db::Tx& tx, Event& event);

[[nodiscard]] std::optional<Event> find_event(db::Reader& reader, std::string_view key);

// One dimension of a filter: any of these, none of those; "" stands for "has none". Empty lists ask
// nothing.
struct Choice {
    std::vector<std::string> any_of{}, none_of{};
};

// A page goes on after (older than) this place.
struct EventPlace {
    Instant at{std::numeric_limits<std::int64_t>::max()};
    std::int64_t seq = std::numeric_limits<std::int64_t>::max();
};

struct EventQuery {
    Choice type{}, touchpoint{}, channel{}, customer_id{};
    std::optional<std::vector<std::string>> locations{
    };  // ids: only events of customers who belong there
    std::optional<Instant> from{}, to{};  // to: not included
    EventPlace after{};
    int limit = 50;
};

// Newest first, one more than the limit when there are more.
[[nodiscard]] std::vector<Event> list_events(db::Reader& reader, const EventQuery& query);

// Feedback stands above an event of the same instant.
struct TimelinePlace {
    Instant at{std::numeric_limits<std::int64_t>::max()};
    bool is_feedback = true;
    std::int64_t seq = std::numeric_limits<std::int64_t>::max();
};

struct TimelineItem {
    TimelinePlace place;
    std::optional<Event> event{};  // one of the two
    std::optional<std::string> feedback_id{};
};

// Newest first, one more than the limit when there are more.
[[nodiscard]] std::vector<TimelineItem> timeline(
    db::Reader& reader, const Id<Customer>& customer, int limit, const TimelinePlace& after = {}
);

// A type of events that no touchpoint has.
struct Suggestion {
    std::string type;
    std::int64_t count = 0;
    Instant last_at;
};

[[nodiscard]] std::vector<Suggestion> list_suggestions(db::Reader& reader);

// Events without a touchpoint join the one whose key is their type; returns how many.
std::int64_t bind_events(db::Tx& tx);

// The other way: the touchpoint of that key goes.
void unbind_events(db::Tx& tx, std::string_view touchpoint);

// At most `limit` of the events that an import added; how many went. What it changed in known ones
// stays.
std::int64_t remove_events_of(db::Tx& tx, std::string_view import_id, int limit);

}  // namespace styk::customer
