#include "http/session_api.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>

#include "firm/firm_store.h"
#include "http/door.h"
#include "http/problem.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "people/roles.h"
#include "people/second_step_store.h"
#include "people/secret.h"
#include "people/user_json.h"
#include "record/wire.h"
#include "story/accept_welcome.h"

namespace styk::http {

namespace {

using people::User;

constexpr std::string_view firm_members[] = {
    "name", "time_zone", "languages", "language", "currency", "demo", "words"
};

story::Means means_of(House& house) {
    return {house.database, house.clock, house.random};
}

story::Entrance entrance_of(House& house) {
    return {means_of(house), house.login_guard};
}

// A text that must be there, or may be missing; everything wrong is named at once by `finish`.
class Body {
public:
    Body(const Call& call, std::initializer_list<std::string_view> known) : value_(call.body()) {
        for (const auto& [name, value] : json::need_object(value_)) {
            if (std::find(known.begin(), known.end(), name) == known.end()) {
                problems_.push_back({"/" + json::escape_pointer(name), "is not known here"});
            }
        }
    }

    std::optional<std::string> find(std::string_view name) {
        const auto* value = value_.get_object().if_contains(name);
        if (value == nullptr || value->is_null()) {
            return {};
        }
        if (!value->is_string()) {
            problems_.push_back({"/" + std::string(name), "must be a text"});
            return {};
        }
        return std::string(value->get_string());
    }

    std::string need(std::string_view name) {
        const auto* value = value_.get_object().if_contains(name);
        if (value == nullptr || value->is_null()) {
            problems_.push_back({"/" + std::string(name), "is missing"});
        }
        return find(name).value_or("");
    }

    void finish() { refuse_if(std::move(problems_)); }

private:
    json::Value value_;
    Problems problems_;
};

Answer without_cookie(const Call& call) {
    return with_cookie(empty_answer(), call, session_cookie, "", std::chrono::seconds(0));
}

User load_me(House& house, const Call& call) {
    const auto id = need_user(call);
    return house.database.read([&](db::Reader& reader) { return db::load(reader, id); });
}

Answer log_in(House& house, const Call& call) {
    Body body(call, {"email", "password"});
    const story::Credentials shown{
        body.need("email"),
        body.need("password"),
        call.request.remote,
        std::string(call.request.header("User-Agent"))
    };
    body.finish();
    return entered_answer(house, call, story::log_in(entrance_of(house), shown, call.at));
}

Answer log_out(House& house, const Call& call) {
    house.database.write([&](db::Tx& tx) { people::end_session(tx, shown_session(call)); });
    house.authenticator.forget();
    return without_cookie(call);
}

Answer log_out_everywhere(House& house, const Call& call) {
    const auto user = need_user(call);
    house.database.write([&](db::Tx& tx) { people::end_sessions(tx, user); });
    house.authenticator.forget();
    return without_cookie(call);
}

Answer change_me(House& house, const Call& call) {
    const auto id = need_user(call);
    const json::Value body = call.body();
    User after;
    house.database.write([&](db::Tx& tx) {
        const User before = db::load(tx, id);
        after = people::change_me(before, json::need_object(body));
        db::change(tx, before, after, call.change());
    });
    house.authenticator.forget();
    const auto setup = house.catalogue.directory();  // in memory: what was written stands already
    const auto& firm = setup->firm;
    return json_answer(200, people::me_json(after, firm.language));
}

Answer change_password(House& house, const Call& call) {
    const auto user = need_user(call);
    Body body(call, {"current", "password"});
    const story::PasswordChange change{
        body.need("current"), body.need("password"), call.request.remote, shown_session(call)
    };
    body.finish();
    story::change_password(entrance_of(house), user, change, call.change());
    house.authenticator.forget();
    return empty_answer();
}

Answer read_welcome(House& house, const Call& call) {
    const auto invited = story::read_welcome(means_of(house), call.path_values.at(0), call.at);
    const auto firm = house.database.read(firm::load_firm);
    json::Object body{
        {"purpose", record::name_of_choice(invited.purpose)},
        {"email", nullptr},
        {"firm", json::Object{{"name", firm.name}}}
    };
    if (invited.email) {
        body["email"] = *invited.email;
    }
    return json_answer(200, body);
}

Answer accept_welcome(House& house, const Call& call) {
    Body body(call, {"email", "name", "password", "language", "firm_name"});
    auto origin = origin_of(call);
    origin.way = people::Way::link;
    const story::WelcomeAnswer answer{
        body.find("email"),
        body.find("name"),
        body.need("password"),
        origin,
        body.find("language"),
        body.find("firm_name")
    };
    body.finish();
    const auto entered =
        story::accept_welcome(means_of(house), call.path_values.at(0), answer, call.at);
    house.authenticator.forget();
    if (answer.language || answer.firm_name) {  // the first administrator's are the firm's
        house.catalogue_changed();
    }
    return entered_answer(house, call, entered);
}

void add_session_schemas(Router& router) {
    router.add_schema("credentials", schema_of_words("email:string password:string"));
    router.add_schema("password_change", schema_of_words("current:string password:string"));
    router.add_schema("welcome_firm", schema_of_words("name:string"));
    router.add_schema("welcome", schema_of_words("purpose:string email:string? firm:welcome_firm"));
    router.add_schema(
        "welcome_answer",
        schema_of_words(
            "email?:string name?:string password:string language?:string firm_name?:string"
        )
    );
    router.add_schema(
        "me",
        schema_of_words("id:string email:string name:string role:string language:string "
                        "theme:string density:string department_id:string? location_id:string?")
    );
    router.add_schema(
        "session_firm",
        schema_of_words("name:string time_zone:string languages:[string] language:string "
                        "currency:string demo:boolean words:object")
    );
    router.add_schema("session", schema_of_words("user:me firm:session_firm may:[string]"));
}

}  // namespace

Id<User> need_user(const Call& call) {
    if (!call.actor.user) {
        throw Refusal(Code::forbidden, "This is for people who are logged in, not for programs.");
    }
    return *call.actor.user;
}

std::string shown_session(const Call& call) {
    return people::hash_secret(cookie(call.request, session_cookie));
}

Answer with_cookie(
    Answer answer,
    const Call& call,
    std::string_view name,
    std::string_view value,
    std::chrono::seconds lasts
) {
    const bool is_https = call.request.header("X-Forwarded-Proto") == "https";
    return net::with_header(
        std::move(answer),
        "Set-Cookie",
        fmt::format(
            "{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{}",
            name,
            value,
            lasts.count(),
            is_https ? "; Secure" : ""
        )
    );
}

people::Origin origin_of(const Call& call) {
    return people::origin_of(call.request.remote, call.request.header("User-Agent"));
}

json::Object session_json(House& house, const User& user) {
    const auto setup = house.catalogue.directory();  // in memory: what was written stands already
    const auto& firm = setup->firm;
    const auto whole = record::to_json(record::shape_of<firm::Firm>(), &firm);
    json::Object shown;
    for (const auto name : firm_members) {
        shown[name] = whole.at(name);
    }
    json::Array may;
    for (const auto word : people::rights_of(user.role)) {
        may.emplace_back(word);
    }
    return {
        {"user", people::me_json(user, firm.language)},
        {"firm", std::move(shown)},
        {"may", std::move(may)}
    };
}

Answer with_session(Answer answer, const Call& call, const std::string& token) {
    const std::int64_t max_age_s = std::chrono::seconds(people::session_longest).count();
    return with_cookie(
        std::move(answer), call, session_cookie, token, std::chrono::seconds(max_age_s)
    );
}

Answer entered_answer(House& house, const Call& call, const story::Entered& entered) {
    if (entered.next == story::Next::in) {
        return with_session(
            json_answer(200, session_json(house, entered.user)), call, entered.token
        );
    }
    const bool set_up = entered.next == story::Next::set_up;
    const Refusal more(
        Code::unauthenticated,
        set_up ? "Your role needs a second step. Set it up now." : "Now the code of your app.",
        {{set_up ? "/set_up" : "/code", "is still needed"}}
    );
    return with_cookie(
        problem_answer(more), call, half_cookie, entered.token, people::half_log_in_lasts
    );
}

namespace {

template <class Handle>
void add_route(
    Router& router,
    House& house,
    net::Method method,
    const std::string& path,
    Access access,
    Handle handle,
    Doc doc
) {
    router.add(
        method,
        "/api/v1" + path,
        access,
        [&house, handle](const Call& call) { return handle(house, call); },
        std::move(doc)
    );
}

Answer show_session(House& house, const Call& call) {
    return json_answer(200, session_json(house, load_me(house, call)));
}

void add_entry_routes(Router& router, House& house) {
    using net::Method;
    const auto route = [&](Method method, const char* path, Access access, auto handle, Doc doc) {
        add_route(router, house, method, path, access, handle, std::move(doc));
    };
    route(
        Method::get,
        "/session",
        logged_in,
        show_session,
        {.summary = "Who is logged in", .gives = "session"}
    );
    route(
        Method::post,
        "/session",
        anyone,
        log_in,
        {.summary = "Log in", .takes = "credentials", .gives = "session"}
    );
    route(Method::del, "/session", anyone, log_out, {.summary = "Log out", .status = 204});
    route(
        Method::del,
        "/sessions",
        logged_in,
        log_out_everywhere,
        {.summary = "Log out everywhere", .status = 204}
    );
    route(
        Method::get,
        "/welcome/{token}",
        anyone,
        read_welcome,
        {.summary = "Read a one-time link", .gives = "welcome"}
    );
    route(
        Method::post,
        "/welcome/{token}",
        anyone,
        accept_welcome,
        {.summary = "Use a one-time link", .takes = "welcome_answer", .gives = "session"}
    );
}

void add_own_routes(Router& router, House& house) {
    using net::Method;
    add_route(
        router,
        house,
        Method::patch,
        "/me",
        logged_in,
        change_me,
        {.summary = "Change my name and looks", .gives = "me"}
    );
    add_route(
        router,
        house,
        Method::post,
        "/me/password",
        logged_in,
        change_password,
        {.summary = "Change my password",
         .takes = "password_change",
         .status = 204,
         .again = Again::done_anew}
    );
}

}  // namespace

void add_session_routes(Router& router, House& house) {
    add_session_schemas(router);
    add_entry_routes(router, house);
    add_own_routes(router, house);
}

}  // namespace styk::http
