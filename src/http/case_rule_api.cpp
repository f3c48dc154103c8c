// Rules that are proposed to a firm, and taken with one click.
#include <algorithm>

#include "casework/case_rule.h"
#include "http/body_fields.h"
#include "http/case_api.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/wire.h"
#include "story/propose_case_rules.h"

namespace styk::http {

namespace {

namespace may = people::may;
using casework::CaseRule;

std::vector<story::ProposedRule> proposed(House& house, db::Reader& reader) {
    return story::propose_case_rules(*house.catalogue.directory(), db::list_all<CaseRule>(reader));
}

json::Object proposal_json(const story::ProposedRule& one, const Call& call) {
    const auto whole = record::to_json(record::shape_of<CaseRule>(), &one.rule, call.actor.bits());
    json::Object out;
    for (const char* name :
         {"key", "name", "filter", "actions", "severity", "targets", "route", "position"}) {
        out[name] = whole.at(name);
    }
    out["why"] = one.why;
    out["adopted"] = one.adopted;
    return out;
}

Answer list(House& house, const Call& call) {
    const auto found =
        house.database.read([&](db::Reader& reader) { return proposed(house, reader); });
    json::Array items;
    for (const auto& one : found) {
        items.push_back(proposal_json(one, call));
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

// Keys of all proposals when none is named.
void check_keys(const std::vector<story::ProposedRule>& all, const std::vector<std::string>& keys) {
    for (const std::string& key : keys) {
        const bool known =
            std::ranges::any_of(all, [&](const auto& one) { return one.rule.key == key; });
        if (!known) {
            refuse_if({{"/keys", "no rule " + key + " is proposed"}});
        }
    }
}

// Those that are there already are left as they are.
Answer adopt(House& house, const Call& call) {
    const json::Value body = call.request.body.empty() ? json::Value(json::Object()) : call.body();
    BodyFields in(body);
    const auto keys = in.texts("keys");
    in.end();
    auto wanted = house.database.read([&](db::Reader& reader) { return proposed(house, reader); });
    check_keys(wanted, keys);
    std::erase_if(wanted, [&](const auto& one) {
        return one.adopted ||
               (!keys.empty() && std::ranges::find(keys, one.rule.key) == keys.end());
    });
    for (auto& one : wanted) {
        one.rule.id.uuid = make_uuid_v7(house.clock, house.random);
    }
    std::vector<CaseRule> added;
    house.database.write([&](db::Tx& tx) {
        added.clear();
        for (const auto& one : wanted) {
            added.push_back(one.rule);
            db::add(tx, added.back(), call.change());
        }
    });
    house.catalogue_changed();
    json::Array items;
    for (const CaseRule& one : added) {
        items.push_back(record::to_json(record::shape_of<CaseRule>(), &one, call.actor.bits()));
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

}  // namespace

void add_case_rule_routes(Router& router, House& house) {
    using net::Method;
    router.add_schema(
        "case_rule_proposal",
        schema_of_words("key:string name:string why:string filter:string actions:[object] "
                        "severity:integer? targets:object route:string position:integer "
                        "adopted:boolean")
    );
    router.add_schema("case_rule_adoption", schema_of_words("keys?:[string]"));
    router.add(
        Method::get,
        "/api/v1/case_rules/proposals",
        only(may::read_feedback),
        with(house, list),
        {.summary = "Rules that a firm may begin with", .gives = "case_rule_proposal", .page = true}
    );
    router.add(
        Method::post,
        "/api/v1/case_rules/adopt",
        only(may::set_up),
        with(house, adopt),
        {.summary = "Take them, all or those that are named",
         .takes = "case_rule_adoption",
         .gives = "case_rule",
         .page = true}
    );
}

}  // namespace styk::http
