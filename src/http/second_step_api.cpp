#include "http/second_step_api.h"

#include "http/body_reader.h"
#include "http/door.h"
#include "http/qr_code.h"
#include "http/schema_words.h"
#include "http/session_api.h"
#include "json/json.h"
#include "people/roles.h"
#include "people/secret.h"
#include "story/second_step.h"

namespace styk::http {

namespace {

using net::Method;
using people::User;
using story::CodeSetUp;

constexpr std::size_t longest_password = 1024;
constexpr std::size_t longest_code = 40;

story::Means means_of(House& house) {
    return {house.database, house.clock, house.random};
}

story::SecondStepMeans step_means(House& house) {
    return {{means_of(house), house.login_guard}, house.safe};
}

story::Half half_of(const Call& call, std::string code) {
    const auto shown = cookie(call.request, half_cookie);
    return {people::hash_secret(shown), std::move(code), origin_of(call)};
}

Answer set_up_answer(const CodeSetUp& set_up) {
    return json_answer(
        200,
        json::Object{
            {"secret", set_up.secret}, {"uri", set_up.uri}, {"qr_svg", QrCode(set_up.uri).svg()}
        }
    );
}

json::Array texts(const std::vector<std::string>& all) {
    return json::Array(all.begin(), all.end());
}

// The cookie of the half log-in has done its work.
Answer without_half(Answer answer, const Call& call) {
    return with_cookie(std::move(answer), call, half_cookie, "", std::chrono::seconds(0));
}

Answer show(House& house, const Call& call) {
    const auto id = need_user(call);
    const auto state = house.database.read([&](db::Reader& reader) {
        return story::state_of_second_step(reader, db::load(reader, id));
    });
    json::Object body{
        {"on", state.on},
        {"since", nullptr},
        {"recovery_codes", state.recovery_codes},
        {"required", state.required}
    };
    if (state.since) {
        body["since"] = to_rfc3339(*state.since);
    }
    return json_answer(200, body);
}

Answer begin(House& house, const Call& call) {
    const auto user = need_user(call);
    BodyReader body(call, {"password"});
    const story::Proof proof{body.need_text("password", longest_password), {}, call.request.remote};
    body.finish();
    return set_up_answer(story::begin_second_step(step_means(house), user, proof, call.at));
}

Answer confirm(House& house, const Call& call) {
    const auto user = need_user(call);
    BodyReader body(call, {"code"});
    const story::Proof proof{{}, body.need_text("code", longest_code), call.request.remote};
    body.finish();
    const auto codes = story::confirm_second_step(step_means(house), user, proof, call.change());
    return json_answer(200, json::Object{{"recovery_codes", texts(codes)}});
}

story::Proof read_proof(const Call& call) {
    BodyReader body(call, {"password", "code"});
    story::Proof proof{
        body.need_text("password", longest_password),
        body.need_text("code", longest_code),
        call.request.remote
    };
    body.finish();
    return proof;
}

Answer renew(House& house, const Call& call) {
    const auto user = need_user(call);
    const auto codes =
        story::renew_recovery_codes(step_means(house), user, read_proof(call), call.change());
    return json_answer(200, json::Object{{"recovery_codes", texts(codes)}});
}

Answer switch_off(House& house, const Call& call) {
    const auto user = need_user(call);
    story::switch_second_step_off(step_means(house), user, read_proof(call), call.change());
    return empty_answer();
}

Answer enter_code(House& house, const Call& call) {
    BodyReader body(call, {"code"});
    const auto half = half_of(call, body.need_text("code", longest_code));
    body.finish();
    const auto entered = story::enter_code(step_means(house), half, call.at);
    return without_half(entered_answer(house, call, entered), call);
}

Answer begin_half(House& house, const Call& call) {
    BodyReader(call, {}).finish();
    const auto half = half_of(call, {});
    return set_up_answer(story::begin_half_set_up(step_means(house), half.token_hash, call.at));
}

Answer finish_half(House& house, const Call& call) {
    BodyReader body(call, {"code"});
    const auto half = half_of(call, body.need_text("code", longest_code));
    body.finish();
    const auto done = story::finish_half_set_up(step_means(house), half, call.at);
    const json::Object answer{
        {"recovery_codes", texts(done.recovery_codes)},
        {"session", session_json(house, done.entered.user)}
    };
    return without_half(with_session(json_answer(200, answer), call, done.entered.token), call);
}

Answer reset(House& house, const Call& call) {
    story::reset_second_step(means_of(house), call.id<User>(), call.change());
    return empty_answer();
}

void add_schemas(Router& router) {
    router.add_schema(
        "second_step",
        schema_of_words("on:boolean since:string? recovery_codes:integer required:boolean")
    );
    router.add_schema("code_set_up", schema_of_words("secret:string uri:string qr_svg:string"));
    router.add_schema("recovery_codes", schema_of_words("recovery_codes:[string]"));
    router.add_schema("password_only", schema_of_words("password:string"));
    router.add_schema("code_only", schema_of_words("code:string"));
    router.add_schema("password_and_code", schema_of_words("password:string code:string"));
    router.add_schema("session_begun", schema_of_words("recovery_codes:[string] session:session"));
}

void add_own(Router& router, House& house) {
    const std::string path = "/api/v1/me/second_step";
    router.add(
        Method::get,
        path,
        logged_in,
        with(house, show),
        {.summary = "Whether my log-in asks for a code", .gives = "second_step"}
    );
    router.add(
        Method::post,
        path,
        logged_in,
        with(house, begin),
        {.summary = "Set an authenticator app up",
         .takes = "password_only",
         .gives = "code_set_up",
         .again = Again::done_anew}
    );
    router.add(
        Method::post,
        path + "/confirm",
        logged_in,
        with(house, confirm),
        {.summary = "The app shows this code: ask for it from now on",
         .takes = "code_only",
         .gives = "recovery_codes",
         .again = Again::done_anew}
    );
    router.add(
        Method::post,
        path + "/recovery_codes",
        logged_in,
        with(house, renew),
        {.summary = "New recovery codes; the old ones are void",
         .takes = "password_and_code",
         .gives = "recovery_codes",
         .again = Again::done_anew}
    );
    router.add(
        Method::post,
        path + "/off",
        logged_in,
        with(house, switch_off),
        {.summary = "Ask for no code any more",
         .takes = "password_and_code",
         .status = 204,
         .again = Again::done_anew}
    );
}

void add_entry(Router& router, House& house) {
    router.add(
        Method::post,
        "/api/v1/session/code",
        anyone,
        with(house, enter_code),
        {.summary = "The second step: a code of the app, or a recovery code",
         .takes = "code_only",
         .gives = "session"}
    );
    router.add(
        Method::post,
        "/api/v1/session/set_up",
        anyone,
        with(house, begin_half),
        {.summary = "Set the app up before coming in, where the role needs it",
         .gives = "code_set_up"}
    );
    router.add(
        Method::post,
        "/api/v1/session/set_up/confirm",
        anyone,
        with(house, finish_half),
        {.summary = "… and come in", .takes = "code_only", .gives = "session_begun"}
    );
}

}  // namespace

void add_second_step_routes(Router& router, House& house) {
    add_schemas(router);
    add_own(router, house);
    add_entry(router, house);
    router.add(
        Method::del,
        "/api/v1/users/{id}/second_step",
        only(people::may::administer),
        with(house, reset),
        {.summary = "Take it away from somebody who has lost app and codes", .status = 204}
    );
}

}  // namespace styk::http
