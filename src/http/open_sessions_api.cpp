#include "http/open_sessions_api.h"

#include "http/body_reader.h"
#include "http/figure_json.h"
#include "http/schema_words.h"
#include "http/session_api.h"
#include "json/json.h"
#include "people/log_in_store.h"
#include "people/roles.h"
#include "people/second_step_store.h"
#include "people/session_store.h"
#include "story/break_glass.h"

namespace styk::http {

namespace {

using net::Method;
using people::Session;
using people::User;

story::Means means_of(House& house) {
    return {house.database, house.clock, house.random};
}

json::Object to_json(const Session& session, const std::string& mine) {
    return {
        {"id", session.id()},
        {"begun_at", to_rfc3339(session.created_at)},
        {"last_seen_at", to_rfc3339(session.last_seen_at)},
        {"ends_at", to_rfc3339(session.expires_at)},
        {"address", text_or_null(session.origin.address)},
        {"browser", text_or_null(session.origin.browser)},
        {"device", text_or_null(session.origin.device)},
        {"way", record::name_of_choice(session.origin.way)},
        {"mine", session.token_hash == mine}
    };
}

json::Array list(db::Reader& reader, const Id<User>& user, const Call& call) {
    json::Array items;
    const auto mine = shown_session(call);
    for (const auto& session : people::list_sessions(reader, user, call.at)) {
        items.push_back(to_json(session, mine));
    }
    return items;
}

Answer list_mine(House& house, const Call& call) {
    const auto user = need_user(call);
    const auto items =
        house.database.read([&](db::Reader& reader) { return list(reader, user, call); });
    return json_answer(200, json::Object{{"items", items}});
}

void end_named(House& house, const Call& call, const Id<User>& user, const std::string& id) {
    house.database.write([&](db::Tx& tx) {
        if (!people::end_session_named(tx, user, id, call.at)) {
            throw Refusal(Code::not_found, "This session is over already.");
        }
        db::audit(tx, call.change(), "end_session", "person", user.text(), "", "");
    });
    house.authenticator.forget();
}

Answer end_mine(House& house, const Call& call) {
    end_named(house, call, need_user(call), call.path_values.at(0));
    return empty_answer();
}

Answer end_others(House& house, const Call& call) {
    const auto user = need_user(call);
    house.database.write([&](db::Tx& tx) {
        people::end_sessions(tx, user, shown_session(call));
        db::audit(tx, call.change(), "end_sessions", "person", user.text(), "", "");
    });
    house.authenticator.forget();
    return empty_answer();
}

Answer show_log_in(House& house, const Call& call) {
    const auto id = call.id<User>();
    const auto body = house.database.read([&](db::Reader& reader) {
        const User user = db::load(reader, id);
        return json::Object{
            {"password", user.password_hash.has_value()},
            {"second_step", people::has_second_step(reader, id)},
            {"single_sign_on", people::has_identity(reader, id)},
            {"break_glass", people::is_break_glass(reader, id)},
            {"sessions", list(reader, id, call)}
        };
    });
    return json_answer(200, body);
}

Answer end_of_user(House& house, const Call& call) {
    end_named(house, call, call.id<User>(), call.path_values.at(1));
    return empty_answer();
}

Answer end_all_of_user(House& house, const Call& call) {
    const auto id = call.id<User>();
    house.database.write([&](db::Tx& tx) {
        const User user = db::load(tx, id);
        people::end_sessions(tx, user.id);
        db::audit(tx, call.change(), "end_sessions", "person", id.text(), "", "");
    });
    house.authenticator.forget();
    return empty_answer();
}

Answer name_break_glass(House& house, const Call& call) {
    story::name_break_glass(means_of(house), call.id<User>(), true, call.change());
    return empty_answer();
}

Answer take_break_glass(House& house, const Call& call) {
    story::name_break_glass(means_of(house), call.id<User>(), false, call.change());
    return empty_answer();
}

// For whoever runs the machine: `styk user break-glass`.
Answer break_glass(House& house, const Call& call) {
    if (call.actor.kind != people::Actor::Kind::system) {
        throw Refusal(Code::forbidden, "Only at the machine itself: styk user break-glass EMAIL.");
    }
    BodyReader body(call, {"email"});
    const auto email = body.need_text("email", 320);
    body.finish();
    const auto path = story::break_glass(means_of(house), email, call.change());
    house.authenticator.forget();
    return json_answer(200, json::Object{{"welcome_url", path}});
}

void add_own(Router& router, House& house) {
    router.add(
        Method::get,
        "/api/v1/me/sessions",
        logged_in,
        with(house, list_mine),
        {.summary = "Where I am logged in", .gives = "open_sessions"}
    );
    router.add(
        Method::del,
        "/api/v1/me/sessions/{id}",
        logged_in,
        with(house, end_mine),
        {.summary = "End one of my sessions", .status = 204}
    );
    router.add(
        Method::post,
        "/api/v1/me/sessions/end_others",
        logged_in,
        with(house, end_others),
        {.summary = "End all of them but this one", .status = 204}
    );
}

void add_of_users(Router& router, House& house) {
    const Access administrator = only(people::may::administer);
    router.add(
        Method::get,
        "/api/v1/users/{id}/log_in",
        administrator,
        with(house, show_log_in),
        {.summary = "How somebody logs in, and where they are", .gives = "log_in_of_user"}
    );
    router.add(
        Method::del,
        "/api/v1/users/{id}/sessions/{session}",
        administrator,
        with(house, end_of_user),
        {.summary = "End a session of somebody", .status = 204}
    );
    router.add(
        Method::del,
        "/api/v1/users/{id}/sessions",
        administrator,
        with(house, end_all_of_user),
        {.summary = "End all sessions of somebody", .status = 204}
    );
    router.add(
        Method::post,
        "/api/v1/users/{id}/break_glass",
        administrator,
        with(house, name_break_glass),
        {.summary = "An administrator who may always log in by password", .status = 204}
    );
    router.add(
        Method::del,
        "/api/v1/users/{id}/break_glass",
        administrator,
        with(house, take_break_glass),
        {.summary = "… no more", .status = 204}
    );
    router.add(
        Method::post,
        "/api/v1/break_glass",
        administrator,
        with(house, break_glass),
        {.summary = "From the machine only: get an administrator in when nobody can",
         .takes = "email_only",
         .gives = "welcome_link",
         .again = Again::told_once}
    );
}

}  // namespace

void add_open_session_routes(Router& router, House& house) {
    router.add_schema(
        "open_session",
        schema_of_words("id:string begun_at:string last_seen_at:string ends_at:string "
                        "address:string? browser:string? device:string? way:string mine:boolean")
    );
    router.add_schema("open_sessions", schema_of_words("items:[open_session]"));
    router.add_schema(
        "log_in_of_user",
        schema_of_words("password:boolean second_step:boolean single_sign_on:boolean "
                        "break_glass:boolean sessions:[open_session]")
    );
    router.add_schema("email_only", schema_of_words("email:string"));
    router.add_schema("welcome_link", schema_of_words("welcome_url:string"));
    add_own(router, house);
    add_of_users(router, house);
}

}  // namespace styk::http
