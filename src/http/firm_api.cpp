#include "http/firm_api.h"

#include "firm/attribute.h"
#include "firm/firm_store.h"
#include "firm/holiday.h"
#include "firm/register_store.h"
#include "http/record_api.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/wire.h"
#include "story/recount_facts.h"

namespace styk::http {

namespace {

using firm::Firm;

Answer firm_answer(const Firm& firm) {
    return with_etag(
        json_answer(200, record::to_json(record::shape_of<Firm>(), &firm)), firm.revision
    );
}

Answer read_firm(House& house, const Call&) {
    return firm_answer(house.database.read(firm::load_firm));
}

Answer change_firm(House& house, const Call& call) {
    const json::Value body = call.body();
    const auto& patch = json::need_object(body);
    Firm after;
    house.database.write([&](db::Tx& tx) {
        const Firm before = firm::load_firm(tx);
        need_revision(call, before.revision);
        after = before;
        refuse_if(record::read_json(
            record::shape_of<Firm>(), patch, &after, record::Intent::change, call.actor.bits()
        ));
        firm::change_firm(tx, before, after, call.change());
    });
    house.catalogue_changed();
    return firm_answer(after);
}

// What must hold before one of a register goes.
template <class T>
RecordRules<T> register_rules(House& house) {
    RecordRules<T> rules;
    rules.removing = [](db::Tx& tx, const T& record) { firm::check_removal(tx, record); };
    rules.changed = [&house] { house.catalogue_changed(); };
    return rules;
}

}  // namespace

void add_firm_routes(Router& router, House& house) {
    const std::string path = "/api/v1/firm";
    router.add_schema("firm", record::schema(record::shape_of<Firm>()));
    const RecordDoors doors{house.database, house.clock, house.random};
    router.add(
        net::Method::get,
        path,
        logged_in,
        [&house](const Call& call) { return read_firm(house, call); },
        {.summary = "The firm: its clock, languages, calendar, thresholds, words", .gives = "firm"}
    );
    router.add(
        net::Method::patch,
        path,
        only(people::may::set_up),
        [&house](const Call& call) { return change_firm(house, call); },
        {.summary = "Change the firm", .takes = "firm", .gives = "firm"}
    );
    auto location_rules = register_rules<firm::Location>(house);
    location_rules.check = firm::check_location;
    add_record_routes<firm::Location>(router, doors, location_rules);
    add_record_routes<firm::Brand>(router, doors, register_rules<firm::Brand>(house));
    add_record_routes<firm::Channel>(router, doors, register_rules<firm::Channel>(house));
    add_record_routes<firm::Holiday>(router, doors);
    RecordRules<firm::Attribute> attribute_rules;
    attribute_rules.added = [](db::Tx& tx, const Call& call, const firm::Attribute&) {
        story::ask_recount(tx, call.at);  // feedback from before is counted by it, too
    };
    attribute_rules.changed = [&house] { house.catalogue_changed(); };
    add_record_routes<firm::Attribute>(router, doors, attribute_rules);
}

}  // namespace styk::http
