// The bell: what this person is told.
#include "casework/notification_store.h"
#include "http/body_fields.h"
#include "http/case_api.h"
#include "http/figure_json.h"
#include "http/page_query.h"
#include "json/json.h"
#include "record/list_query.h"

namespace styk::http {

namespace {

using casework::Notification;

std::string need_person(const Call& call) {
    if (!call.actor.user) {
        throw Refusal(Code::forbidden, "Only a person is told something.");
    }
    return call.actor.user->text();
}

json::Object to_json(const Notification& one) {
    return {
        {"id", one.id},
        {"at", to_rfc3339(one.at)},
        {"kind", one.kind},
        {"case_id", text_or_null(one.case_id)},
        {"title", one.title},
        {"text", text_or_null(one.text)},
        {"seen_at", one.seen_at ? json::Value(to_rfc3339(*one.seen_at)) : json::Value(nullptr)}
    };
}

Answer list(House& house, const Call& call) {
    PageQuery asked;
    Problems problems;
    for (const auto& [name, text] : call.parameters()) {
        read_page_parameter(name, text, asked, problems);
    }
    refuse_if(std::move(problems));
    std::int64_t unseen = 0;
    std::vector<Notification> found;
    if (call.actor.user) {  // a program is told nothing
        const auto user = need_person(call);
        house.database.read([&](db::Reader& reader) {
            found = casework::list_notifications(reader, user, asked.before, asked.limit + 1);
            unseen = casework::count_unseen(reader, user);
        });
    }
    json::Value next = nullptr;
    if (found.size() > static_cast<std::size_t>(asked.limit)) {
        found.pop_back();
        next = record::write_cursor({found.back().position, ""});
    }
    json::Array items;
    for (const Notification& one : found) {
        items.push_back(to_json(one));
    }
    return json_answer(
        200, json::Object{{"items", std::move(items)}, {"next_cursor", next}, {"unseen", unseen}}
    );
}

Answer see(House& house, const Call& call) {
    const auto user = need_person(call);
    std::vector<std::string> ids;
    if (!call.request.body.empty()) {
        const json::Value body = call.body();
        BodyFields in(body);
        ids = in.texts("ids");
        in.end();
    }
    house.database.write([&](db::Tx& tx) { casework::see_notifications(tx, user, ids, call.at); });
    return empty_answer();
}

}  // namespace

void add_notification_routes(Router& router, House& house) {
    router.add(
        net::Method::get,
        "/api/v1/notifications",
        logged_in,
        with(house, list),
        {.summary = "What this person is told, newest first, and how much of it is unseen",
         .gives = "notifications",
         .asks = "page"}
    );
    router.add(
        net::Method::post,
        "/api/v1/notifications/seen",
        logged_in,
        with(house, see),
        {.summary = "Seen: these, or all when none is named",
         .takes = "notifications_seen",
         .status = 204}
    );
}

}  // namespace styk::http
