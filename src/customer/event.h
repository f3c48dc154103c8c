// One dated interaction on a customer's timeline. Events are many, so they are no described record.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "customer/customer.h"
#include "record/convert.h"

namespace styk::customer {

struct Event {
    std::int64_t seq = 0;  // order of arrival in this database
    Id<Event> id;
    std::int64_t revision = 0;

    std::string key;   // the sender's own: a second event with it replaces the first
    std::string type;  // is_key
    std::optional<Id<Customer>> customer_id{};
    std::optional<std::string> touchpoint{};  // key; nothing: not bound yet
    std::string channel;                      // key
    Instant occurred_at, received_at;
    std::optional<double> duration_s{};
    std::optional<std::string> case_key{}, order_key{};  // `case` and `order` on the wire
    std::optional<record::JsonObject> attributes{};
    std::optional<std::string> import_id{};

    // Only read: who customer_id is.
    std::optional<std::string> customer{}, customer_name{};

    friend bool operator==(const Event&, const Event&) = default;
};

}  // namespace styk::customer
