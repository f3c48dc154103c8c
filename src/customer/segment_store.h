// How many customers there are of some kind.
#pragma once

#include <cstdint>
#include <vector>

#include "customer/contact_store.h"

namespace styk::customer {

// Clauses of the customer alone: customer, lifecycle, segment, location.
[[nodiscard]] std::int64_t count_customers(
    db::Reader& reader, const std::vector<ContactClause>& clauses
);

}  // namespace styk::customer
