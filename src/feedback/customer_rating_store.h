// Ratings of known customers before and after a moment, for looking at the same people twice.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "db/reader.h"
#include "feedback/filter.h"

namespace styk::feedback {

class Conditions;

// The filter's touchpoints as those of a rating r, over `rating r JOIN feedback f`.
void require_touchpoints_of_rating(Conditions& where, const Filter& filter);

struct CustomerRating {
    std::string_view customer_id;  // lasts until the visitor returns
    bool after = false;
    int value = 0;
    std::int64_t n = 0;  // how often
};

// Customer by customer. The filter's own days do not count; its touchpoints are those of the
// rating.
void each_customer_rating(
    db::Reader& reader,
    const std::string& metric,
    const Filter& filter,
    Instant from,
    Instant at,
    Instant to,
    const std::function<void(const CustomerRating&)>& visit
);

}  // namespace styk::feedback
