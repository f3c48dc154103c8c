#include "http/hook_api.h"

#include <algorithm>

#include "firm/hook_in.h"
#include "firm/hook_recipe.h"
#include "firm/mail_settings_store.h"
#include "http/page_query.h"
#include "http/record_api.h"
#include "http/refuse.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/list_query.h"
#include "record/wire.h"
#include "story/hook_call_store.h"
#include "story/take_hook.h"

namespace styk::http {

namespace {

using firm::HookIn;
using net::Method;
using people::may::administer;

constexpr std::string_view more_schema = R"({
  "url": {"type": "string", "description": "where the other program posts to; read only"},
  "secret": {"type": "string", "description": "only in the answer that makes it"},
  "secret_set": {"type": "boolean"},
  "received": {"type": "integer", "description": "messages of the last thirty days"},
  "last_at": {"type": ["string", "null"], "format": "date-time"}
})";

constexpr std::string_view problem_list_schema =
    R"({"type": "object", "required": ["pointer", "message"], "properties": {"pointer": {"type": "string"}, "message": {"type": "string"}}})";

json::Array problems_json(const Problems& problems) {
    json::Array out;
    for (const auto& [pointer, message] : problems) {
        out.push_back(json::Object{{"pointer", pointer}, {"message", message}});
    }
    return out;
}

// What the recipe says, unless the body says otherwise.
json::Object with_recipe(const json::Object& body) {
    const auto* asked = body.if_contains("recipe");
    const std::string name =
        asked != nullptr && asked->is_string() ? std::string(asked->get_string()) : "standard";
    json::Object out;
    for (const auto& [recipe, text] : firm::hook_recipe_files()) {
        if (recipe == name) {
            out = json::parse(text).get_object();
        }
    }
    for (const auto& [field, value] : body) {
        out[field] = value;
    }
    return out;
}

void put_more(db::Reader& reader, const HookIn& hook, json::Object& out) {
    auto base = firm::load_mail_settings(reader).console_url.value_or("");
    while (base.ends_with('/')) {
        base.pop_back();
    }
    const auto counts = story::count_hook_calls(reader, hook.id.text());
    out["url"] = base + "/hooks/" + hook.key;
    out["secret_set"] = hook.secret_sealed.has_value();
    out["received"] = counts.received;
    out["last_at"] =
        counts.last_at ? json::Value(to_rfc3339(*counts.last_at)) : json::Value(nullptr);
    if (!hook.fresh_secret.empty()) {
        out["secret"] = hook.fresh_secret;
    }
}

Answer hook_answer(db::Reader& reader, int status, const HookIn& hook, const Call& call) {
    auto out = record::to_json(record::shape_of<HookIn>(), &hook, call.actor.bits());
    put_more(reader, hook, out);
    return with_etag(json_answer(status, out), hook.revision);
}

// The answer carries the secret, so it is not kept for an Idempotency-Key.
Answer add(House& house, const Call& call) {
    const json::Value body = call.body();
    HookIn hook;
    refuse_if(record::read_json(
        record::shape_of<HookIn>(),
        with_recipe(json::need_object(body)),
        &hook,
        record::Intent::add,
        call.actor.bits()
    ));
    refuse_if(firm::check(hook));
    hook.id.uuid = make_uuid_v7(house.clock, house.random);
    hook.fresh_secret = story::make_hook_secret(hook, house.random);
    hook.secret_sealed = house.safe.seal(hook.fresh_secret);
    Answer answer;
    house.database.write([&](db::Tx& tx) {
        db::add(tx, hook, call.change());
        answer = hook_answer(tx, 201, hook, call);
    });
    return answer;
}

// A text: the one that the other program made; null: a new one of ours, shown once.
Answer put_secret(House& house, const Call& call) {
    const json::Value body = call.body();
    const auto* secret = json::need_object(body).if_contains("secret");
    if (secret == nullptr || !(secret->is_string() || secret->is_null())) {
        refuse("/secret", "must be a text, or null for a new one");
    }
    const auto before = house.database.read([&](db::Reader& reader) {
        return db::load(reader, call.id<HookIn>());
    });
    HookIn after = before;
    std::string text;
    if (secret->is_string()) {
        text = secret->get_string();
        if (const auto wrong = story::problem_of_secret(before, text)) {
            refuse("/secret", *wrong);
        }
    } else {
        text = after.fresh_secret = story::make_hook_secret(before, house.random);
    }
    after.secret_sealed = house.safe.seal(text);
    Answer answer;
    house.database.write([&](db::Tx& tx) {
        HookIn written = after;
        db::change(tx, before, written, call.change());
        answer = hook_answer(tx, 200, written, call);
    });
    return answer;
}

Answer list_calls(House& house, const Call& call) {
    PageQuery asked;
    Problems problems;
    for (const auto& [name, text] : call.parameters()) {
        read_page_parameter(name, text, asked, problems);
    }
    refuse_if(std::move(problems));
    const auto calls = house.database.read([&](db::Reader& reader) {
        const auto hook = db::load(reader, call.id<HookIn>());
        return story::list_hook_calls(reader, hook.id.text(), asked.before, asked.limit + 1);
    });
    const auto shown = std::min(calls.size(), static_cast<std::size_t>(asked.limit));
    json::Array items;
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& one = calls[i];
        items.push_back(json::Object{
            {"id", one.id},
            {"at", to_rfc3339(one.at)},
            {"outcome", one.outcome},
            {"problems", problems_json(one.problems)},
            {"body", one.body ? json::Value(*one.body) : json::Value(nullptr)}
        });
    }
    json::Value next = nullptr;
    if (calls.size() > shown) {
        next = record::write_cursor({calls[shown - 1].position, ""});
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", next}});
}

Answer dry_run(House& house, const Call& call) {
    const json::Value body = call.body();
    const auto* sent = json::need_object(body).if_contains("body");
    if (sent == nullptr) {
        refuse("/body", "is missing: a message as the other program sends it");
    }
    const auto hook = house.database.read([&](db::Reader& reader) {
        return db::load(reader, call.id<HookIn>());
    });
    const auto text = sent->is_string() ? std::string(sent->get_string()) : json::write(*sent);
    const auto trial = story::try_hook(house.intake(), hook, text, call.at);
    return json_answer(
        200,
        json::Object{
            {"outcome", trial.outcome},
            {"would", trial.would.empty() ? json::Value(nullptr) : json::parse(trial.would)},
            {"problems", problems_json(trial.problems)}
        }
    );
}

Answer list_recipes(House&, const Call&) {
    json::Array items;
    for (const auto& [key, text] : firm::hook_recipe_files()) {
        auto recipe = json::parse(text).get_object();
        auto name = recipe["name"];
        recipe.erase("name");
        items.push_back(json::Object{{"key", key}, {"name", name}, {"hook", std::move(recipe)}});
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

Answer take(House& house, const Call& call) {
    const auto hook = house.database.read([&](db::Reader& reader) {
        return db::find_by<HookIn>(reader, "key", call.path_values.at(0));
    });
    if (!hook || !hook->active) {
        throw Refusal(Code::not_found, "There is nothing here.");
    }
    const story::HookMessage sent{
        [&](std::string_view name) { return call.request.header(name); }, call.request.body, call.at
    };
    const auto taken = story::take_hook(house.intake(), house.safe, *hook, sent);
    return json_answer(200, json::Object{{"outcome", taken.outcome}});
}

void add_record(Router& router, House& house) {
    RecordRules<HookIn> rules;
    rules.may_add = false;
    rules.check = [](db::Reader&, const HookIn& hook) { refuse_if(firm::check(hook)); };
    rules.extend = [&house](const HookIn& hook, json::Object& out) {
        house.database.read([&](db::Reader& reader) { put_more(reader, hook, out); });
    };
    add_record_routes<HookIn>(router, {house.database, house.clock, house.random}, rules);
    auto schema = record::schema(record::shape_of<HookIn>());
    const auto more = json::parse(more_schema);
    for (const auto& [name, one] : more.get_object()) {
        schema["properties"].as_object()[name] = one;
    }
    router.add_schema("hook_in", schema);
}

}  // namespace

void add_hook_routes(Router& router, House& house) {
    router.add_schema("field_problem", json::parse(problem_list_schema).get_object());
    router.add_schema("hook_taken", schema_of_words("outcome:string"));
    router.add_schema(
        "hook_call",
        schema_of_words("id:string at:string outcome:string problems:[field_problem] body:string?")
    );
    router.add_schema(
        "hook_trial", schema_of_words("outcome:string would:object? problems:[field_problem]")
    );
    router.add_schema("hook_recipe", schema_of_words("key:string name:string hook:object"));
    const auto add_route = [&](Method method, const char* path, auto handler, Doc doc) {
        router.add(method, path, only(administer), with(house, handler), std::move(doc));
    };
    add_route(
        Method::post,
        "/api/v1/hooks_in",
        add,
        {.summary = "Add; its recipe fills what is left out; the secret is shown this once",
         .takes = "hook_in",
         .gives = "hook_in",
         .status = 201,
         .again = Again::told_once}
    );
    add_record(router, house);
    add_route(
        Method::put,
        "/api/v1/hooks_in/{id}/secret",
        put_secret,
        {.summary = "Its secret: {secret}; null makes a new one", .gives = "hook_in"}
    );
    add_route(
        Method::get,
        "/api/v1/hooks_in/{id}/calls",
        list_calls,
        {.summary = "What was told, newest first",
         .gives = "hook_call",
         .page = true,
         .asks = "page"}
    );
    add_route(
        Method::post,
        "/api/v1/hooks_in/{id}/dry_run",
        dry_run,
        {.summary = "What would become of a message: {body}", .gives = "hook_trial"}
    );
    add_route(
        Method::get,
        "/api/v1/hook_recipes",
        list_recipes,
        {.summary = "How well-known programs speak", .gives = "hook_recipe", .page = true}
    );
    router.add(
        Method::post,
        "/hooks/{key}",
        visitors,
        with(house, take),
        {.summary = "Another program tells something; it proves itself by its signature",
         .gives = "hook_taken"}
    );
}

}  // namespace styk::http
