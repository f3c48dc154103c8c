// What follows what: events of one type and those of another that should come after them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "customer/contact_store.h"

namespace styk::customer {

struct StepQuery {
    std::string first_type;
    std::optional<std::string> then_type{};  // none: only the first
    std::vector<ContactClause> clauses{};    // of the first
    Instant from, to;                        // when the first happened; to: not included
};

// `whose`: the case that the event names, else its customer; an event that names neither stands
// alone (linked: false). Lasts until the visitor returns. `arrival`: of two at one instant the
// lower one came in first.
struct Step {
    std::string_view whose;
    bool linked = false, first = false;
    Instant at;
    std::optional<double> duration_s{};
    std::int64_t arrival = 0;
};

// In no order. Never all in memory. Those that should follow may come after `to`.
void each_step(
    db::Reader& reader, const StepQuery& query, const std::function<void(const Step&)>& visit
);

}  // namespace styk::customer
