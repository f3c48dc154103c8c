#include "http/gateway_api.h"

#include "http/new_secret.h"
#include "http/record_api.h"
#include "http/refuse.h"
#include "http/schema_words.h"
#include "http/survey_routes.h"
#include "json/json.h"
#include "record/wire.h"
#include "story/send_campaign.h"
#include "survey/gateway.h"

namespace styk::http {

namespace {

using people::may::administer;
using survey::Gateway;

constexpr std::size_t longest_text = 1000;

json::Object gateway_json(const Gateway& gateway, record::Roles who) {
    auto out = record::to_json(record::shape_of<Gateway>(), &gateway, who);
    out["secret_set"] = gateway.secret_sealed.has_value();
    return out;
}

Answer put_secret(House& house, const Call& call) {
    const json::Value sent = call.body();
    json::Object body = json::need_object(sent);
    const auto secret = take_secret(house.safe, body, "secret");
    if (!secret.said) {
        refuse("/secret", "must be a text, or null for none");
    }
    Gateway after;
    house.database.write([&](db::Tx& tx) {
        const Gateway before = db::load(tx, call.id<Gateway>());
        after = before;
        after.secret_sealed = secret.sealed;
        db::change(tx, before, after, call.change());
    });
    return with_etag(json_answer(200, gateway_json(after, call.actor.bits())), after.revision);
}

std::string text_of(const json::Object& body, std::string_view name, const std::string& usual) {
    const auto* value = body.if_contains(name);
    if (value == nullptr) {
        return usual;
    }
    if (!value->is_string() || value->get_string().size() > longest_text) {
        refuse_if({{"/" + std::string(name), "must be a text of at most 1000 bytes"}});
    }
    return std::string(value->get_string());
}

Answer try_out(House& house, const Call& call) {
    const json::Value body = call.body();
    const auto& object = json::need_object(body);
    const std::string to = survey::plain_phone(text_of(object, "to", ""));
    if (to.size() < 5) {
        refuse_if({{"/to", "must be a phone number"}});
    }
    const std::string text =
        text_of(object, "text", house.catalogue.directory()->firm.name + ": 1, 2, 3");
    const auto gateway = house.database.read([&](db::Reader& reader) {
        return db::load(reader, call.id<Gateway>());
    });
    const auto id = make_uuid_v7(house.clock, house.random).text();
    const auto found = story::ask_gateway(house.safe, gateway, to, text, id, "");
    return json_answer(
        200,
        json::Object{
            {"outcome", found.outcome},
            {"status", found.status == 0 ? json::Value(nullptr) : json::Value(found.status)},
            {"said", found.said}
        }
    );
}

}  // namespace

void add_gateway_routes(Router& router, House& house) {
    using net::Method;
    RecordRules<Gateway> rules;
    rules.check = [](db::Reader&, const Gateway& gateway) { refuse_if(survey::check(gateway)); };
    rules.removing = [](db::Tx& tx, const Gateway& gateway) {
        if (survey::uses_gateway(tx, gateway.id)) {
            throw Refusal(Code::conflict, "Campaigns use this gateway. Switch it off instead.");
        }
    };
    rules.extend = [](const Gateway& gateway, json::Object& out) {
        out["secret_set"] = gateway.secret_sealed.has_value();
    };
    add_record_routes<Gateway>(router, {house.database, house.clock, house.random}, rules);
    router.add_schema(
        "gateway_trial", schema_of_words("outcome:string status:integer? said:string")
    );
    HouseRoutes routes(router, house);
    routes.add(
        Method::put,
        "/gateways/{id}/secret",
        administer,
        put_secret,
        {.summary = "Its secret: {secret}; never read back", .gives = "gateway"}
    );
    routes.add(
        Method::post,
        "/gateways/{id}/test",
        administer,
        try_out,
        {.summary = "Send a message now: {to, text?}",
         .gives = "gateway_trial",
         .again = Again::done_anew}
    );
}

}  // namespace styk::http
