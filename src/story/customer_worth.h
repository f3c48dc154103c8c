// What a customer is worth: in the firm's currency, over the last year.
#pragma once

#include <optional>
#include <string>

#include "customer/upsert.h"
#include "db/reader.h"

namespace styk::story {

// The sum of what their orders of the last 365 days say: the number that an event with an `order`
// has in the attribute `name`; an order that several events speak of counts once, with the highest.
// Without such orders the number in the customer's own attribute of that name; else nothing.
// `told` is about to be written of them, null when nothing is.
[[nodiscard]] std::optional<double> worth_of(
    db::Reader& reader,
    const Id<customer::Customer>& customer,
    const std::string& name,
    Instant now,
    const customer::Upsert* told = nullptr
);

}  // namespace styk::story
