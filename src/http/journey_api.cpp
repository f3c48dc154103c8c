#include "http/journey_api.h"

#include "customer/event_store.h"
#include "http/record_api.h"
#include "http/suggestion_api.h"
#include "journey/touchpoint_source_store.h"
#include "journey/touchpoint_store.h"
#include "programme/initiative_store.h"
#include "promise/promise_store.h"

namespace styk::http {

namespace {

using journey::Stage;
using journey::Touchpoint;

RecordRules<Touchpoint> touchpoint_rules(House& house) {
    RecordRules<Touchpoint> rules;
    rules.check = journey::check_references;
    rules.removing = [](db::Tx& tx, const Touchpoint& touchpoint) {
        journey::check_removal(tx, touchpoint);
        promise::check_removal(tx, touchpoint);
        customer::unbind_events(tx, touchpoint.key);
        journey::remove_sources_of(tx, touchpoint.key);
        programme::leave_touchpoint(tx, touchpoint.id);
    };
    rules.added = [](db::Tx& tx, const Call&, const Touchpoint&) { customer::bind_events(tx); };
    rules.changed = [&house] { house.catalogue_changed(); };
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
    add_suggestion_routes(router, house);
    add_record_routes<Touchpoint>(router, doors, touchpoint_rules(house));
}

}  // namespace styk::http
