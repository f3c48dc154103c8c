// What happened with customers, for whoever looks at the ways they went.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "customer/contact_store.h"

namespace styk::customer {

// Texts last until the visitor returns; empty: none.
struct PathEvent {
    std::string_view customer_id, type, touchpoint, channel;
    Instant occurred_at;
    std::int64_t arrival = 0;  // of two at one instant the lower one came in first
};

struct PathQuery {
    std::vector<std::string> types;      // none: all but the firm's own
    std::vector<ContactClause> clauses;  // all must hold
    Instant from, to;                    // to: not included
};

// In no order: whoever needs one sorts numbers, which is many times faster than a database that
// sorts texts. Events of nobody are left out. Never all in memory.
void each_path_event(
    db::Reader& reader, const PathQuery& query, const std::function<void(const PathEvent&)>& visit
);

}  // namespace styk::customer
