// Answers by customer, asked of the database: each customer's sums first, then those over
// customers.
#pragma once

#include "db/reader.h"
#include "insight/engine.h"

namespace styk::insight {

[[nodiscard]] std::vector<ClusteredCounted> clusters_in(
    db::Reader& reader,
    const feedback::Directory& directory,
    const std::string& metric,
    const std::vector<GroupBy>& by,
    const std::vector<std::int32_t>& points,
    const std::optional<Weights>& weights,
    const feedback::Filter& filter
);

}  // namespace styk::insight
