// What the events of phone and chat queues mean: which types say that a contact has started, was
// answered or was given up, and what counts as soon enough. One record a database, with defaults
// that serve until somebody changes them.
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "record/shape.h"

namespace styk::customer {

struct ContactRules {
    Id<ContactRules> id;
    std::int64_t revision = 0;  // 0: the defaults, nothing is stored yet
    Instant created_at, updated_at;

    // Types of events. Those of one contact share their `case`; an event without one is a contact
    // by itself. `duration_s` of an answered or abandoned one is how long the customer waited.
    std::vector<std::string> started{"contact_started"};
    std::vector<std::string> answered{"contact_answered"};
    std::vector<std::string> abandoned{"contact_abandoned"};
    double target_s = 20;          // answered within so many seconds is in time
    record::JsonObject targets{};  // {"chat": 60}: other targets by the channel's key
    std::int64_t within_days = 7;  // who comes back about the same topic sooner was not helped
    std::string topic = "topic";   // the attribute of the event that names its topic

    friend bool operator==(const ContactRules&, const ContactRules&) = default;
};
BOOST_DESCRIBE_STRUCT(
    ContactRules,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     started,
     answered,
     abandoned,
     target_s,
     targets,
     within_days,
     topic)
)

// Rules over more than one field; pointers are "/name".
[[nodiscard]] Problems check(const ContactRules& rules);

// Seconds, by the key of a channel.
[[nodiscard]] double target_of(const ContactRules& rules, std::string_view channel);

}  // namespace styk::customer

namespace styk::record {
template <>
const Shape& shape_of<customer::ContactRules>();
}  // namespace styk::record
