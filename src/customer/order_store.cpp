#include "customer/order_store.h"

namespace styk::customer {

void each_order_event(
    db::Reader& reader,
    const Id<Customer>& customer,
    Instant since,
    const std::function<void(std::string_view, std::string_view)>& visit
) {
    reader.query(
        "SELECT order_key, attributes FROM event WHERE customer_id = $1 AND occurred_at >= $2 AND "
        "order_key IS NOT NULL AND attributes IS NOT NULL",
        [&](const db::Row& row) { visit(row.text(0), row.text(1)); },
        customer.text(),
        since.us
    );
}

}  // namespace styk::customer
