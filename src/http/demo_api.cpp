#include "http/demo_api.h"

#include <algorithm>

#include "http/session_api.h"
#include "json/json.h"
#include "story/end_demo.h"

namespace styk::http {

namespace {

std::string text(const json::Object& body, std::string_view name) {
    const auto* value = body.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

story::OwnFirm read_own_firm(const json::Object& body) {
    constexpr std::string_view known[] = {
        "firm_name", "name", "email", "password", "time_zone", "language"
    };
    Problems problems;
    for (const auto& [name, value] : body) {
        if (std::find(std::begin(known), std::end(known), std::string_view(name)) ==
            std::end(known)) {
            problems.push_back({"/" + json::escape_pointer(name), "is not a field of this"});
        }
    }
    refuse_if(std::move(problems));
    return {
        text(body, "firm_name"),
        text(body, "name"),
        text(body, "email"),
        text(body, "password"),
        text(body, "time_zone"),
        text(body, "language")
    };
}

}  // namespace

void add_demo_routes(Router& router, House& house) {
    router.add(
        net::Method::post,
        "/api/v1/demo/end",
        only(people::may::administer),
        [&house](const Call& call) {
            const json::Value body = call.body();
            const auto entered =
                story::end_demo(house.intake(), read_own_firm(json::need_object(body)), call.at);
            house.authenticator.forget();
            house.catalogue_changed();
            return entered_answer(house, call, entered);
        },
        {.summary = "Remove the demo firm and begin with one's own", .again = Again::done_anew}
    );
}

}  // namespace styk::http
