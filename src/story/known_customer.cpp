#include "story/known_customer.h"

namespace styk::story {

KnownCustomer customer_of_address(
    const Intake& intake, const std::string& address, const std::string& name
) {
    const auto known = intake.database.read([&](db::Reader& reader) {
        return reader.find_text(
            "SELECT key FROM customer WHERE LOWER(email) = $1 ORDER BY created_at, id LIMIT 1",
            address
        );
    });
    if (known) {
        return {*known, {}};
    }
    customer::Upsert line;
    line.customer.id.uuid = make_uuid_v7(intake.clock, intake.random);
    (void)customer::give(line, "key", address);
    (void)customer::give(line, "email", address);
    if (!name.empty()) {
        (void)customer::give(line, "name", name);
    }
    return {address, line};
}

}  // namespace styk::story
