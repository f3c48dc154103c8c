// What customers ordered, as events tell it.
#pragma once

#include <functional>
#include <string_view>

#include "customer/event.h"
#include "db/reader.h"

namespace styk::customer {

// Events of a customer that name an order and carry attributes (a JSON object), since that instant:
// order, attributes. Several events may speak of one order. Texts last until the visitor returns.
void each_order_event(
    db::Reader& reader,
    const Id<Customer>& customer,
    Instant since,
    const std::function<void(std::string_view, std::string_view)>& visit
);

}  // namespace styk::customer
