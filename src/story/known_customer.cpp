#include "story/known_customer.h"

#include "customer/customer_store.h"

namespace styk::story {

std::string customer_of_address(
    const Intake& intake, const std::string& address, const std::string& name, Instant now
) {
    const auto known = intake.database.read([&](db::Reader& reader) {
        return reader.find_text(
            "SELECT key FROM customer WHERE LOWER(email) = $1 ORDER BY created_at, id LIMIT 1",
            address
        );
    });
    if (known) {
        return *known;
    }
    customer::Upsert line;
    line.customer.id.uuid = make_uuid_v7(intake.clock, intake.random);
    (void)customer::give(line, "key", address);
    (void)customer::give(line, "email", address);
    if (!name.empty()) {
        (void)customer::give(line, "name", name);
    }
    const std::vector<customer::Upsert> one{line};
    const db::Change by{{"system", "", "Styk"}, now};
    intake.database.write([&](db::Tx& tx) { (void)customer::upsert(tx, one, by); });
    return address;
}

}  // namespace styk::story
