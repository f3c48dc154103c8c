#include "story/import_customers.h"

#include <fmt/format.h>

#include "customer/customer_store.h"
#include "db/growth.h"

namespace styk::story {

namespace {

constexpr std::size_t many = 100;

void check_locations(
    const feedback::Directory& directory,
    const std::vector<NumberedCustomer>& customers,
    Problems& problems
) {
    for (const auto& [line, upsert] : customers) {
        const auto& location = upsert.customer.location_id;
        if (location && directory.locations.find(location->text()) == nullptr) {
            problems.push_back({fmt::format("/{}/location_id", line), "is no location"});
        }
    }
}

}  // namespace

customer::Counted import_customers(
    const Intake& intake,
    std::vector<NumberedCustomer> customers,
    Problems problems,
    const db::Change& by,
    const std::function<void(db::Tx&, const customer::Counted&)>& also
) {
    check_locations(*intake.catalogue.directory(), customers, problems);
    refuse_if(std::move(problems));
    std::vector<customer::Upsert> upserts;
    upserts.reserve(customers.size());
    for (auto& [line, upsert] : customers) {
        upsert.customer.id.uuid = make_uuid_v7(intake.clock, intake.random);
        upserts.push_back(std::move(upsert));
    }
    customer::Counted counted;
    intake.database.write([&](db::Tx& tx) {
        counted = customer::upsert(tx, upserts, by);
        if (also) {
            also(tx, counted);
        }
    });
    if (upserts.size() >= many) {
        db::note_growth(intake.database, "customer");
    }
    return counted;
}

}  // namespace styk::story
