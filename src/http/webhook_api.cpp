#include "http/webhook_api.h"

#include <algorithm>
#include <array>

#include "firm/webhook.h"
#include "http/figure_json.h"
#include "http/page_query.h"
#include "http/record_api.h"
#include "http/refuse.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/list_query.h"
#include "record/wire.h"
#include "story/deliver_webhooks.h"
#include "story/rule_call.h"
#include "story/webhook_rules.h"

namespace styk::http {

namespace {

using firm::ChatHook;
using firm::Webhook;
using net::Method;
using people::may::administer;
using story::Delivery;

constexpr std::int64_t usual_keep_hours = 24, most_keep_hours = 168;
constexpr std::size_t longest_url = 2000;

constexpr std::string_view lane_schema = R"({
  "last_status": {"type": ["integer", "null"], "description": "HTTP status of the last try; null: no answer"},
  "last_at": {"type": ["string", "null"], "format": "date-time"},
  "failing_since": {"type": ["string", "null"], "format": "date-time"},
  "waiting": {"type": "integer", "description": "deliveries that are not settled yet"}
})";

constexpr std::string_view delivery_words =
    "id:string event:string subject:string at:string state:string attempts:integer status:integer? "
    "said:string? took_ms:integer? tried_at:string? next_at:string? delivered_at:string? "
    "body:string";

json::Value instant_or_null(const std::optional<Instant>& at) {
    return at ? json::Value(to_rfc3339(*at)) : json::Value(nullptr);
}

json::Value whole_or_null(const std::optional<std::int64_t>& value) {
    return value ? json::Value(*value) : json::Value(nullptr);
}

void put_lane_state(db::Reader& reader, const std::string& id, json::Object& out) {
    const auto lane = story::find_lane(reader, id).value_or(story::Lane{});
    out["last_status"] = whole_or_null(lane.last_status);
    out["last_at"] = instant_or_null(lane.last_at);
    out["failing_since"] = instant_or_null(lane.failing_since);
    out["waiting"] = story::count_waiting(reader, id);
}

void put_secrets(const Webhook& hook, json::Object& out) {
    if (!hook.fresh_secret.empty()) {
        out["secret"] = hook.fresh_secret;
    }
    if (!hook.ed25519) {
        out["public_key"] = nullptr;
    }
}

void put_secrets(const ChatHook&, json::Object& out) {
    out["url_set"] = true;  // there is none without
}

template <class T>
Answer hook_answer(db::Reader& reader, int status, const T& hook, const Call& call) {
    auto out = record::to_json(record::shape_of<T>(), &hook, call.actor.bits());
    put_lane_state(reader, hook.id.text(), out);
    put_secrets(hook, out);
    return with_etag(json_answer(status, out), hook.revision);
}

// Whoever is switched on again begins anew.
template <class T>
void forget_end(const T& before, T& after) {
    if (after.active && !before.active) {
        after.disabled_at.reset();
        after.disabled_reason.reset();
    }
}

// What a body says beside the fields of the record: a chat's address, which is only ever written.
void take_extra(House&, json::Object&, Webhook&, bool) {}

void take_extra(House& house, json::Object& body, ChatHook& hook, bool needed) {
    const auto* url = body.if_contains("url");
    if (url == nullptr) {
        if (needed) {
            refuse("/url", "is missing");
        }
        return;
    }
    if (!url->is_string() || url->get_string().size() > longest_url) {
        refuse("/url", "must be an address");
    }
    const std::string text(url->get_string());
    refuse_if(story::problems_of_url(text));
    hook.url_sealed = house.safe.seal(text);
    body.erase("url");
}

void settle(House& house, Webhook& hook) {
    refuse_if(story::problems_of_url(hook.url));
    story::ensure_key_pair(hook, house.safe, house.random);
}

void settle(House&, ChatHook&) {}

void first_secret(House& house, Webhook& hook) {
    story::renew_secret(hook, house.safe, house.random, {});
}

void first_secret(House&, ChatHook&) {}

// The answer carries a secret, so it is not kept for an Idempotency-Key.
template <class T>
Answer add(House& house, const Call& call) {
    const json::Value sent = call.body();
    json::Object body = json::need_object(sent);
    T hook;
    take_extra(house, body, hook, true);
    refuse_if(record::read_json(
        record::shape_of<T>(), body, &hook, record::Intent::add, call.actor.bits()
    ));
    hook.id.uuid = make_uuid_v7(house.clock, house.random);
    settle(house, hook);
    first_secret(house, hook);
    Answer answer;
    house.database.write([&](db::Tx& tx) {
        db::add(tx, hook, call.change());
        story::follow(tx, hook);
        answer = hook_answer(tx, 201, hook, call);
    });
    return answer;
}

template <class T>
Answer change(House& house, const Call& call) {
    const json::Value sent = call.body();
    json::Object patch = json::need_object(sent);
    T extra;
    take_extra(house, patch, extra, false);
    T after =
        house.database.read([&](db::Reader& reader) { return db::load(reader, call.id<T>()); });
    const T before = after;
    need_revision(call, before.revision);
    if constexpr (std::is_same_v<T, ChatHook>) {
        after.url_sealed = extra.url_sealed.empty() ? before.url_sealed : extra.url_sealed;
    }
    refuse_if(record::read_json(
        record::shape_of<T>(), patch, &after, record::Intent::change, call.actor.bits()
    ));
    settle(house, after);
    forget_end(before, after);
    Answer answer;
    house.database.write([&](db::Tx& tx) {
        T written = after;
        db::change(tx, before, written, call.change());
        story::follow(tx, written);
        answer = hook_answer(tx, 200, written, call);
    });
    return answer;
}

Answer rotate(House& house, const Call& call) {
    const json::Value sent = call.body();
    std::int64_t hours = usual_keep_hours;
    if (const auto* asked = json::need_object(sent).if_contains("keep_hours")) {
        const auto* whole = asked->if_int64();
        if (whole == nullptr || *whole < 0 || *whole > most_keep_hours) {
            refuse("/keep_hours", "must be a whole number of hours, 0 to 168");
        }
        hours = *whole;
    }
    const auto before = house.database.read([&](db::Reader& reader) {
        return db::load(reader, call.id<Webhook>());
    });
    auto after = before;
    const auto until = call.at + std::chrono::hours(hours);
    story::renew_secret(
        after, house.safe, house.random, hours == 0 ? std::nullopt : std::optional(until)
    );
    Answer answer;
    house.database.write([&](db::Tx& tx) {
        auto written = after;
        db::change(tx, before, written, call.change());
        answer = hook_answer(tx, 200, written, call);
    });
    return answer;
}

std::string body_of(const std::string& target, bool thin, const Delivery& delivery) {
    return story::webhook_body(delivery, target == "webhook" && thin);
}

json::Object delivery_json(const Delivery& one, const std::string& target, bool thin) {
    return {
        {"id", one.event_id},
        {"event", one.type},
        {"subject", one.subject},
        {"at", to_rfc3339(one.at)},
        {"state", one.state},
        {"attempts", one.attempts},
        {"status", whole_or_null(one.status)},
        {"said", text_or_null(one.said.value_or(""))},
        {"took_ms", whole_or_null(one.took_ms)},
        {"tried_at", instant_or_null(one.tried_at)},
        {"next_at", instant_or_null(one.due_at)},
        {"delivered_at", instant_or_null(one.delivered_at)},
        {"body", body_of(target, thin, one)}
    };
}

// The hook in the path, as far as its deliveries need it. Refusal 404.
struct Named {
    std::string id, target;
    bool thin = false;
};

Named find_named(db::Reader& reader, const Call& call, const Webhook*) {
    const auto hook = db::load(reader, call.id<Webhook>());
    return {hook.id.text(), "webhook", hook.thin};
}

Named find_named(db::Reader& reader, const Call& call, const ChatHook*) {
    return {db::load(reader, call.id<ChatHook>()).id.text(), "chat_hook"};
}

struct DeliveryQuery {
    std::string state{};
    PageQuery page{};
};

DeliveryQuery read_query(const Call& call) {
    constexpr std::array<std::string_view, 3> states{"waiting", "delivered", "given_up"};
    DeliveryQuery asked;
    Problems problems;
    for (const auto& [name, text] : call.parameters()) {
        if (name != "state") {
            read_page_parameter(name, text, asked.page, problems);
        } else if (std::find(states.begin(), states.end(), text) != states.end()) {
            asked.state = text;
        } else {
            problems.push_back({name, "must be waiting, delivered or given_up"});
        }
    }
    refuse_if(std::move(problems));
    return asked;
}

template <class T>
Answer list_deliveries(House& house, const Call& call) {
    const auto asked = read_query(call);
    Named hook;
    const auto found = house.database.read([&](db::Reader& reader) {
        hook = find_named(reader, call, static_cast<const T*>(nullptr));
        return story::list_deliveries(
            reader, hook.id, asked.state, asked.page.before, asked.page.limit + 1
        );
    });
    const auto shown = std::min(found.size(), static_cast<std::size_t>(asked.page.limit));
    json::Array items;
    for (std::size_t i = 0; i < shown; ++i) {
        items.push_back(delivery_json(found[i], hook.target, hook.thin));
    }
    json::Value next = nullptr;
    if (found.size() > shown) {
        next = record::write_cursor({found[shown - 1].position, ""});
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", next}});
}

template <class T>
Answer test(House& house, const Call& call) {
    const std::string event = make_uuid_v7(house.clock, house.random).text();
    json::Object out;
    house.database.write([&](db::Tx& tx) {
        const auto hook = find_named(tx, call, static_cast<const T*>(nullptr));
        if (!db::load(tx, call.id<T>()).active) {
            throw Refusal(Code::conflict, "It is switched off. Switch it on first.");
        }
        story::say_test(tx, hook.id, event, call.at);
        const auto delivery = story::find_delivery(tx, hook.id, event);
        out = delivery_json(delivery.value(), hook.target, hook.thin);
    });
    return json_answer(202, out);
}

template <class T>
Answer replay(House& house, const Call& call) {
    const std::string event = call.id<Delivery>(1).text();
    json::Object out;
    house.database.write([&](db::Tx& tx) {
        const auto hook = find_named(tx, call, static_cast<const T*>(nullptr));
        if (!story::find_delivery(tx, hook.id, event)) {
            throw Refusal(Code::not_found, "There is no such delivery.");
        }
        if (!story::replay(tx, hook.id, event, call.at)) {
            throw Refusal(Code::conflict, "It waits to be sent already.");
        }
        story::wake_lane(tx, hook.id);
        out =
            delivery_json(story::find_delivery(tx, hook.id, event).value(), hook.target, hook.thin);
    });
    return json_answer(202, out);
}

Answer replay_all(House& house, const Call& call) {
    const json::Value sent = call.body();
    const auto* since = json::need_object(sent).if_contains("since");
    const auto at = since != nullptr && since->is_string()
                        ? parse_rfc3339(std::string_view(since->get_string()))
                        : std::nullopt;
    if (!at) {
        refuse("/since", "must be an instant such as 2026-11-21T18:30:00Z");
    }
    std::int64_t replayed = 0;
    house.database.write([&](db::Tx& tx) {
        const auto hook = find_named(tx, call, static_cast<const Webhook*>(nullptr));
        replayed = story::replay_since(tx, hook.id, *at, call.at);
        story::wake_lane(tx, hook.id);
    });
    return json_answer(202, json::Object{{"replayed", replayed}});
}

Answer list_events(House&, const Call&) {
    const auto& names = firm::event_names();
    return json_answer(200, json::Object{{"items", json::Array(names.begin(), names.end())}});
}

template <class T>
json::Object schema_with(std::string_view more) {
    auto out = record::schema(record::shape_of<T>());
    for (const std::string_view text : {lane_schema, more}) {
        const auto parts = json::parse(text);
        for (const auto& [name, schema] : parts.get_object()) {
            out["properties"].as_object()[name] = schema;
        }
    }
    return out;
}

template <class T>
void add_hook_routes(Router& router, House& house, std::string_view more) {
    const std::string_view table = record::shape_of<T>().table;
    const std::string path = "/api/v1/" + std::string(record::shape_of<T>().path),
                      one = path + "/{id}";
    const auto add_route = [&](Method method, const std::string& at, auto handler, Doc doc) {
        router.add(method, at, only(administer), with(house, handler), std::move(doc));
    };
    add_route(
        Method::post,
        path,
        add<T>,
        {.summary = "Add; a secret is shown this once",
         .takes = table,
         .gives = table,
         .status = 201,
         .again = Again::told_once}
    );
    // Before the routes of the record, whose own PATCH is the same path: the router takes the
    // first.
    add_route(
        Method::patch,
        one,
        change<T>,
        {.summary = "Change (JSON Merge Patch)", .takes = table, .gives = table}
    );
    RecordRules<T> rules;
    rules.may_add = false;
    rules.removing = [](db::Tx& tx, const T& hook) {
        story::check_uncalled(tx, hook.id.text());
        story::remove_lane(tx, hook.id.text());
    };
    rules.extend = [&house](const T& hook, json::Object& out) {
        house.database.read([&](db::Reader& reader) { put_lane_state(reader, hook.id.text(), out); }
        );
        put_secrets(hook, out);
    };
    add_record_routes<T>(router, {house.database, house.clock, house.random}, rules);
    router.add_schema(table, schema_with<T>(more));
    add_route(
        Method::get,
        one + "/deliveries",
        list_deliveries<T>,
        {.summary = "What was sent or is to be, newest first",
         .gives = "delivery",
         .page = true,
         .asks = "page state"}
    );
    add_route(
        Method::post,
        one + "/test",
        test<T>,
        {.summary = "Send a test message now", .gives = "delivery", .status = 202}
    );
    add_route(
        Method::post,
        one + "/deliveries/{delivery_id}/replay",
        replay<T>,
        {.summary = "Send it once more, now", .gives = "delivery", .status = 202}
    );
}

}  // namespace

void add_webhook_routes(Router& router, House& house) {
    router.add_schema("delivery", schema_of_words(delivery_words));
    router.add_schema("event_names", schema_of_words("items:[string]"));
    router.add_schema("replayed", schema_of_words("replayed:integer"));
    router.add(
        Method::get,
        "/api/v1/webhooks/events",
        only(administer),
        with(house, list_events),
        {.summary = "What can be listened to", .gives = "event_names"}
    );
    add_hook_routes<Webhook>(
        router,
        house,
        R"({"secret": {"type": "string", "description": "whsec_…; only in the answer that makes it"}})"
    );
    add_hook_routes<ChatHook>(
        router,
        house,
        R"({"url": {"type": "string", "description": "only sent, never read back"}, "url_set": {"type": "boolean"}})"
    );
    router.add(
        Method::post,
        "/api/v1/webhooks/{id}/rotate",
        only(administer),
        with(house, rotate),
        {.summary = "A new secret: {keep_hours?}; so long both sign",
         .gives = "webhook",
         .again = Again::told_once}
    );
    router.add(
        Method::post,
        "/api/v1/webhooks/{id}/replay",
        only(administer),
        with(house, replay_all),
        {.summary = "Send again what was given up: {since}", .gives = "replayed", .status = 202}
    );
}

}  // namespace styk::http
