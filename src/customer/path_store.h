// The ways of customers: their events, one customer after the other, each in the order of time.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "customer/contact_store.h"

namespace styk::customer {

// Texts last until the visitor returns; empty: none.
struct PathEvent {
    std::string_view customer_id, type, touchpoint, channel;
    Instant occurred_at;
};

struct PathQuery {
    std::vector<std::string> types;      // none: all
    std::vector<ContactClause> clauses;  // all must hold
    Instant from, to;                    // to: not included
};

// By customer, time and arrival. Events of nobody are left out. Never all in memory.
void each_path_event(
    db::Reader& reader, const PathQuery& query, const std::function<void(const PathEvent&)>& visit
);

// Where events of somebody happened, most first.
struct PathPlace {
    std::string type;
    std::optional<std::string> touchpoint;
    std::int64_t events = 0;
};

[[nodiscard]] std::vector<PathPlace> list_path_places(db::Reader& reader, const PathQuery& query);

}  // namespace styk::customer
