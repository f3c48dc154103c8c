#include "http/journey_api.h"

#include "customer/event_store.h"
#include "http/record_api.h"
#include "journey/touchpoint_store.h"
#include "json/json.h"

namespace styk::http {

namespace {

using journey::Stage;
using journey::Touchpoint;

Answer list_suggestions(House& house, const Call&) {
    json::Array items;
    for (const auto& one : house.database.read(customer::list_suggestions)) {
        items.push_back(json::Object{
            {"type", one.type}, {"count", one.count}, {"last_at", to_rfc3339(one.last_at)}
        });
    }
    return json_answer(200, json::Object{{"items", std::move(items)}});
}

RecordRules<Touchpoint> touchpoint_rules(House& house) {
    RecordRules<Touchpoint> rules;
    rules.check = journey::check_references;
    rules.removing = [](db::Tx& tx, const Touchpoint& touchpoint) {
        journey::check_removal(tx, touchpoint);
        customer::unbind_events(tx, touchpoint.key);
    };
    rules.changed = [&house] {
        house.catalogue_changed();
        house.database.write([](db::Tx& tx) { customer::bind_events(tx); });
    };
    return rules;
}

RecordRules<Stage> stage_rules(House& house) {
    RecordRules<Stage> rules;
    rules.removing = [](db::Tx& tx, const Stage& stage) { journey::check_removal(tx, stage); };
    rules.changed = [&house] { house.catalogue_changed(); };
    return rules;
}

}  // namespace

void add_journey_routes(Router& router, House& house) {
    const RecordDoors doors{house.database, house.clock, house.random};
    add_record_routes<Stage>(router, doors, stage_rules(house));
    router.add(
        net::Method::get,
        "/api/v1/touchpoints/suggestions",
        logged_in,
        [&house](const Call& call) { return list_suggestions(house, call); },
        {.summary = "Types of events that no touchpoint has"}
    );
    add_record_routes<Touchpoint>(router, doors, touchpoint_rules(house));
}

}  // namespace styk::http
