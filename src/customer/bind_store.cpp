#include "customer/bind_store.h"

namespace styk::customer {

std::int64_t bind_events_of(db::Tx& tx, std::string_view type, std::string_view touchpoint) {
    return tx.run(
        "UPDATE event SET touchpoint = $2, revision = revision + 1 "
        "WHERE touchpoint IS NULL AND type = $1",
        type,
        touchpoint
    );
}

}  // namespace styk::customer
