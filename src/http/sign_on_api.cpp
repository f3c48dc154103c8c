#include "http/sign_on_api.h"

#include <spdlog/spdlog.h>

#include "http/body_reader.h"
#include "http/door.h"
#include "http/log_in_settings_api.h"
#include "http/respond_page.h"
#include "http/session_api.h"
#include "json/json.h"
#include "people/log_in_store.h"
#include "story/sign_on.h"

namespace styk::http {

namespace {

using net::Method;
using story::SignOn;
using story::SignOnTrouble;

constexpr std::string_view kept_cookie = "styk_sign_on";
constexpr std::chrono::minutes cookie_lasts{10};
constexpr std::size_t longest_next = 1000;

// Only a path of this console may be the place to return to.
std::string safe_next(std::string_view next) {
    const bool path = next.starts_with('/') && !next.starts_with("//") && !next.starts_with("/\\");
    return path && next.size() <= longest_next ? std::string(next) : "/";
}

std::string parameter(const Call& call, std::string_view name) {
    return std::string(call.query.find(name).value_or(""));
}

// Back to the log-in page, which has words for the reason.
Answer turned_away(const Call& call, const SignOnTrouble& trouble) {
    spdlog::warn("single sign-on: {}: {}", trouble.name(), trouble.what());
    return with_cookie(
        see_other("/login?sign_on=" + std::string(trouble.name())),
        call,
        kept_cookie,
        "",
        std::chrono::seconds(0)
    );
}

Answer start(House& house, SignOn& sign_on, const Call& call) {
    try {
        const auto begun =
            sign_on.begin(base_of(house, call), safe_next(parameter(call, "next")), call.at);
        return with_cookie(see_other(begun.url), call, kept_cookie, begun.sealed, cookie_lasts);
    } catch (const SignOnTrouble& trouble) {
        return turned_away(call, trouble);
    }
}

Answer come_back(House& house, SignOn& sign_on, const Call& call) {
    try {
        const auto done = sign_on.finish(
            {parameter(call, "state"),
             parameter(call, "code"),
             parameter(call, "iss"),
             parameter(call, "error"),
             std::string(cookie(call.request, kept_cookie)),
             origin_of(call)},
            call.at
        );
        house.authenticator.forget();
        auto answer = with_session(see_other(done.next), call, done.entered.token);
        return with_cookie(std::move(answer), call, kept_cookie, "", std::chrono::seconds(0));
    } catch (const SignOnTrouble& trouble) {
        return turned_away(call, trouble);
    }
}

// OpenID Connect Back-Channel Logout: the provider itself asks, without anybody's cookie.
Answer log_out(House& house, SignOn& sign_on, const Call& call) {
    const auto form = form_of(call);
    const auto token = form.find("logout_token");
    if (!token) {
        throw Refusal(Code::unreadable, "There is no logout_token.");
    }
    try {
        const auto ended = sign_on.log_out(std::string(*token), call.at);
        spdlog::info("single sign-on: the provider ended {} sessions", ended);
    } catch (const SignOnTrouble& trouble) {
        spdlog::warn("single sign-on: {}: {}", trouble.name(), trouble.what());
        throw Refusal(Code::unreadable, "The token cannot be checked now.");
    }
    house.authenticator.forget();
    return empty_answer(200);
}

// What the log-in page offers.
Answer show_ways(House& house, const Call&) {
    const auto settings = house.database.read(people::load_log_in_settings);
    json::Object body{{"only_single_sign_on", settings.only_way}, {"single_sign_on", nullptr}};
    if (settings.active) {
        body["single_sign_on"] = settings.name.value_or("");
    }
    return json_answer(200, body);
}

}  // namespace

void add_sign_on_routes(Router& router, House& house, SignOn& sign_on) {
    add_log_in_settings_routes(router, house, sign_on);
    router.add_schema(
        "log_in_ways",
        json::parse(R"({"type": "object", "required": ["single_sign_on", "only_single_sign_on"],
            "additionalProperties": false, "properties": {
              "only_single_sign_on": {"type": "boolean", "description": "passwords are for emergencies"},
              "single_sign_on": {"type": ["string", "null"], "description": "what its button calls it; null: there is none"}}})"
        )
            .get_object()
    );
    router.add(
        Method::get,
        "/api/v1/log_in",
        anyone,
        with(house, show_ways),
        {.summary = "How people may log in here", .gives = "log_in_ways"}
    );
    const auto page = [&](Method method, std::string_view path, auto handler) {
        router.add(
            method,
            std::string(path),
            visitors,
            [&house, &sign_on, handler](const Call& call) { return handler(house, sign_on, call); },
            {.summary = "Single sign-on", .html = true}
        );
    };
    page(Method::get, "/sign-on/start", start);
    page(Method::get, SignOn::back_path, come_back);
    page(Method::post, SignOn::log_out_path, log_out);
}

}  // namespace styk::http
