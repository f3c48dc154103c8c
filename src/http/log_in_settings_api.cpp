#include "http/log_in_settings_api.h"

#include <algorithm>
#include <fmt/format.h>

#include "firm/mail_settings_store.h"
#include "http/figure_json.h"
#include "http/new_secret.h"
#include "http/refuse.h"
#include "http/schema_words.h"
#include "http/session_api.h"
#include "json/json.h"
#include "people/log_in_store.h"
#include "people/roles.h"
#include "people/second_step_store.h"
#include "people/secret.h"
#include "record/wire.h"
#include "story/sign_on.h"

namespace styk::http {

namespace {

using net::Method;
using people::LogInSettings;
using story::SignOn;
using story::SignOnTrouble;

constexpr std::string_view settings_more = R"({
  "client_secret_set": {"type": "boolean"},
  "client_secret": {"type": ["string", "null"], "description": "only sent, never read back"},
  "scim_token_set": {"type": "boolean", "description": "a directory may keep people and groups here"},
  "break_glass": {"type": "boolean", "description": "somebody may always log in by password"},
  "redirect_url": {"type": "string", "description": "to enter at the provider"},
  "log_out_url": {"type": "string", "description": "to enter at the provider, back-channel log-out"},
  "scim_url": {"type": "string", "description": "to enter at the directory"}
})";

json::Object settings_schema() {
    auto out = record::schema(record::shape_of<LogInSettings>());
    const auto more = json::parse(settings_more);
    for (const auto& [name, schema] : more.get_object()) {
        out["properties"].as_object()[name] = schema;
    }
    return out;
}

json::Object to_json(db::Reader& reader, const LogInSettings& settings, const std::string& base) {
    auto out = record::to_json(record::shape_of<LogInSettings>(), &settings);
    out["client_secret_set"] = settings.client_secret_sealed.has_value();
    out["scim_token_set"] = settings.scim_token_hash.has_value();
    out["break_glass"] = people::has_break_glass(reader);
    out["redirect_url"] = base + std::string(SignOn::back_path);
    out["log_out_url"] = base + std::string(SignOn::log_out_path);
    out["scim_url"] = base + "/scim/v2";
    return out;
}

Answer read_settings(House& house, const Call& call) {
    const auto base = base_of(house, call);
    LogInSettings settings;
    const auto body = house.database.read([&](db::Reader& reader) {
        settings = people::load_log_in_settings(reader);
        return to_json(reader, settings, base);
    });
    return with_etag(json_answer(200, body), settings.revision);
}

// A secret belongs to one provider and client: nobody has it sent elsewhere without knowing it.
void put_secret(
    LogInSettings& after, const LogInSettings& before, const NewSecret& secret, Problems& problems
) {
    const bool moved = before.issuer != after.issuer || before.client_id != after.client_id;
    if (secret.said) {
        after.client_secret_sealed = secret.sealed;
    } else if (before.client_secret_sealed && moved) {
        problems.push_back(
            {"/client_secret", "must be entered again for another provider or client"}
        );
    }
}

LogInSettings changed(
    const LogInSettings& before,
    const json::Object& patch,
    const NewSecret& secret,
    const Call& call
) {
    LogInSettings after = before;
    Problems problems = record::read_json(
        record::shape_of<LogInSettings>(), patch, &after, record::Intent::change, call.actor.bits()
    );
    put_secret(after, before, secret, problems);
    refuse_if(std::move(problems));
    return after;
}

// Whoever must have a second step from now on sets it up at their next log-in, which is now.
void ask_second_step(
    db::Tx& tx, const LogInSettings& before, const LogInSettings& after, const Call& call
) {
    const auto& old = before.code_roles;
    for (const auto& role : after.code_roles) {
        if (std::find(old.begin(), old.end(), role) == old.end()) {
            people::end_sessions_without_second_step(tx, role, shown_session(call));
        }
    }
}

void need_another_way(db::Reader& reader, const LogInSettings& before, const LogInSettings& after) {
    if (after.only_way && !before.only_way && !people::has_break_glass(reader)) {
        refuse(
            "/only_way",
            "needs an administrator for emergencies first: name one under the person's settings"
        );
    }
}

Answer change_settings(House& house, const Call& call) {
    const json::Value body = call.body();
    json::Object patch = json::need_object(body);
    const auto secret = take_secret(house.safe, patch, "client_secret");
    const auto base = base_of(house, call);
    const Id<LogInSettings> fresh{make_uuid_v7(house.clock, house.random)};
    LogInSettings after;
    json::Object answer;
    house.database.write([&](db::Tx& tx) {
        const auto before = people::load_log_in_settings(tx);
        need_revision(call, before.revision);
        after = changed(before, patch, secret, call);
        need_another_way(tx, before, after);
        people::change_log_in_settings(tx, before, after, fresh, call.change());
        ask_second_step(tx, before, after, call);
        answer = to_json(tx, after, base);
    });
    house.authenticator.forget();
    return with_etag(json_answer(200, answer), after.revision);
}

Answer try_out(House& house, SignOn& sign_on, const Call& call) {
    const auto settings = house.database.read(people::load_log_in_settings);
    json::Object body{
        {"outcome", "answers"}, {"said", nullptr}, {"keys", 0}, {"sign_in_at", nullptr}
    };
    try {
        const auto provider = sign_on.look(settings, call.at);
        body["keys"] = provider.keys;
        body["sign_in_at"] = provider.authorization_endpoint;
        body["outcome"] = provider.keys > 0 ? "answers" : "no_keys";
    } catch (const SignOnTrouble& trouble) {
        body["outcome"] = trouble.name();
        body["said"] = trouble.what();
    }
    return json_answer(200, body);
}

void set_scim_token(House& house, const Call& call, std::optional<std::string> hash) {
    const Id<LogInSettings> fresh{make_uuid_v7(house.clock, house.random)};
    house.database.write([&](db::Tx& tx) {
        const auto before = people::load_log_in_settings(tx);
        LogInSettings after = before;
        after.scim_token_hash = hash;
        people::change_log_in_settings(tx, before, after, fresh, call.change());
        db::audit(
            tx,
            call.change(),
            hash ? "set_scim_token" : "remove_scim_token",
            "log_in_settings",
            after.id.text(),
            "",
            ""
        );
    });
}

Answer new_scim_token(House& house, const Call& call) {
    const std::string token = people::new_api_token(house.random);
    set_scim_token(house, call, people::hash_secret(token));
    return json_answer(201, json::Object{{"token", token}});
}

Answer remove_scim_token(House& house, const Call& call) {
    set_scim_token(house, call, {});
    return empty_answer();
}

}  // namespace

std::string base_of(House& house, const Call& call) {
    auto base = house.database.read([](db::Reader& reader) {
        return firm::load_mail_settings(reader).console_url.value_or("");
    });
    if (base.empty()) {
        const bool https = call.request.header("X-Forwarded-Proto") == "https";
        base = fmt::format("{}://{}", https ? "https" : "http", call.request.header("Host"));
    }
    while (base.ends_with('/')) {
        base.pop_back();
    }
    return base;
}

void add_log_in_settings_routes(Router& router, House& house, SignOn& sign_on) {
    const Access administrator = only(people::may::administer);
    router.add_schema("log_in_settings", settings_schema());
    router.add_schema(
        "sign_on_trial",
        schema_of_words("outcome:string said:string? keys:integer sign_in_at:string?")
    );
    router.add_schema("scim_token", schema_of_words("token:string"));
    router.add(
        Method::get,
        "/api/v1/log_in_settings",
        administrator,
        with(house, read_settings),
        {.summary = "Second steps and single sign-on", .gives = "log_in_settings"}
    );
    router.add(
        Method::patch,
        "/api/v1/log_in_settings",
        administrator,
        with(house, change_settings),
        {.summary = "Change them", .takes = "log_in_settings", .gives = "log_in_settings"}
    );
    router.add(
        Method::post,
        "/api/v1/log_in_settings/test",
        administrator,
        [&house, &sign_on](const Call& call) { return try_out(house, sign_on, call); },
        {.summary = "Whether the provider answers as it should",
         .gives = "sign_on_trial",
         .again = Again::done_anew}
    );
    router.add(
        Method::post,
        "/api/v1/scim_token",
        administrator,
        with(house, new_scim_token),
        {.summary = "A token for the directory, this once; the one before is void",
         .gives = "scim_token",
         .status = 201,
         .again = Again::told_once}
    );
    router.add(
        Method::del,
        "/api/v1/scim_token",
        administrator,
        with(house, remove_scim_token),
        {.summary = "No directory keeps people here any more", .status = 204}
    );
}

}  // namespace styk::http
