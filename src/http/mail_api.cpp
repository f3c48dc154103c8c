#include "http/mail_api.h"

#include <algorithm>
#include <array>

#include "firm/mail_settings_store.h"
#include "http/figure_json.h"
#include "http/new_secret.h"
#include "http/page_query.h"
#include "http/refuse.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "people/roles.h"
#include "people/user_store.h"
#include "record/list_query.h"
#include "record/rules.h"
#include "record/wire.h"
#include "story/outbox_store.h"
#include "story/send_mail.h"

namespace styk::http {

namespace {

using firm::MailSettings;
using story::OutgoingMail;

constexpr std::string_view settings_more = R"({
  "password_set": {"type": "boolean"},
  "password": {"type": ["string", "null"], "description": "only sent, never read back"},
  "can_send": {"type": "boolean"},
  "waiting": {"type": "integer", "description": "mails that are not sent yet"},
  "failed": {"type": "integer", "description": "mails that the server refused"}
})";

constexpr std::string_view trial_words = "outcome:string said:string transcript:[string]";

constexpr std::string_view mail_words =
    "id:string recipient:string recipient_name:string subject:string state:string attempts:integer "
    "last_error:string? created_at:string tried_at:string? sent_at:string?";

json::Object settings_schema() {
    auto out = record::schema(record::shape_of<MailSettings>());
    const auto more = json::parse(settings_more);
    for (const auto& [name, schema] : more.get_object()) {
        out["properties"].as_object()[name] = schema;
    }
    return out;
}

json::Object to_json(db::Reader& reader, const MailSettings& settings) {
    auto out = record::to_json(record::shape_of<MailSettings>(), &settings);
    const auto counts = story::count_mails(reader);
    out["password_set"] = settings.password_sealed.has_value();
    out["can_send"] = firm::can_send(settings);
    out["waiting"] = counts.waiting;
    out["failed"] = counts.failed;
    return out;
}

Answer read_settings(House& house, const Call&) {
    MailSettings settings;
    const auto body = house.database.read([&](db::Reader& reader) {
        settings = firm::load_mail_settings(reader);
        return to_json(reader, settings);
    });
    return with_etag(json_answer(200, body), settings.revision);
}

MailSettings changed(
    const MailSettings& before,
    const json::Object& patch,
    const NewSecret& password,
    const Call& call
) {
    MailSettings after = before;
    Problems problems = record::read_json(
        record::shape_of<MailSettings>(), patch, &after, record::Intent::change, call.actor.bits()
    );
    if (password.sealed && !after.user) {
        problems.push_back({"/user", "is missing: whose password it is"});
    }
    if (password.said || !after.user) {
        after.password_sealed = after.user ? password.sealed : std::nullopt;
    } else if (before.password_sealed && !firm::password_stays(before, after)) {
        problems.push_back({"/password", "must be entered again for another server or user"});
    }
    refuse_if(std::move(problems));
    return after;
}

Answer change_settings(House& house, const Call& call) {
    const json::Value body = call.body();
    json::Object patch = json::need_object(body);
    const auto password = take_secret(house.safe, patch, "password");
    MailSettings after;
    json::Object answer;
    house.database.write([&](db::Tx& tx) {
        const auto before = firm::load_mail_settings(tx);
        need_revision(call, before.revision);
        after = changed(before, patch, password, call);
        firm::change_mail_settings(tx, before, after, call.change());
        if (firm::can_send(after)) {
            story::ask_send_waiting(tx, call.at);
        }
        answer = to_json(tx, after);
    });
    return with_etag(json_answer(200, answer), after.revision);
}

std::string language_of(House& house, const Call& call) {
    return house.database.read([&](db::Reader& reader) {
        const auto user = call.actor.user ? db::find(reader, *call.actor.user) : std::nullopt;
        return user && user->language ? *user->language
                                      : house.catalogue.directory()->firm.language;
    });
}

std::string_view name_of(courier::Delivery::Outcome outcome) {
    constexpr std::array<std::string_view, 4> names{"accepted", "refused", "later", "no_service"};
    return names.at(static_cast<std::size_t>(outcome));
}

Answer try_out(House& house, const Call& call) {
    const json::Value body = call.body();
    const auto& asked = json::need_object(body);
    const auto* to = asked.if_contains("to");
    if (asked.size() != 1 || to == nullptr || !to->is_string() ||
        !record::rule::is_email(std::string(to->get_string()))) {
        refuse("/to", "must be an e-mail address, and nothing else is needed");
    }
    const auto found =
        house.postman.try_out(std::string(to->get_string()), language_of(house, call));
    if (found.outcome == courier::Delivery::Outcome::accepted) {
        house.database.write([&](db::Tx& tx) { story::ask_send_waiting(tx, call.at); });
    }
    return json_answer(
        200,
        json::Object{
            {"outcome", name_of(found.outcome)},
            {"said", found.said},
            {"transcript", json::Array(found.transcript.begin(), found.transcript.end())}
        }
    );
}

json::Value instant_or_null(const std::optional<Instant>& at) {
    return at ? json::Value(to_rfc3339(*at)) : json::Value(nullptr);
}

json::Object to_json(const OutgoingMail& mail) {
    return {
        {"id", mail.id},
        {"recipient", mail.recipient},
        {"recipient_name", mail.recipient_name},
        {"subject", mail.subject},
        {"state", mail.state},
        {"attempts", mail.attempts},
        {"last_error", text_or_null(mail.last_error.value_or(""))},
        {"created_at", to_rfc3339(mail.created_at)},
        {"tried_at", instant_or_null(mail.tried_at)},
        {"sent_at", instant_or_null(mail.sent_at)}
    };
}

struct MailQuery {
    std::string state{};
    PageQuery page{};
};

MailQuery read_mail_query(const Call& call) {
    constexpr std::array<std::string_view, 3> states{"waiting", "sent", "failed"};
    MailQuery asked;
    Problems problems;
    for (const auto& [name, text] : call.parameters()) {
        if (name == "state" && std::find(states.begin(), states.end(), text) != states.end()) {
            asked.state = text;
        } else if (name == "state") {
            problems.push_back({name, "must be waiting, sent or failed"});
        } else {
            read_page_parameter(name, text, asked.page, problems);
        }
    }
    refuse_if(std::move(problems));
    return asked;
}

Answer list_mails(House& house, const Call& call) {
    const auto asked = read_mail_query(call);
    const auto mails = house.database.read([&](db::Reader& reader) {
        return story::list_mails(reader, asked.state, asked.page.before, asked.page.limit + 1);
    });
    return list_answer(
        mails,
        asked.page.limit,
        [](const auto& mail) { return position_cursor(mail.position); },
        [](const auto& mail) { return to_json(mail); }
    );
}

Answer send_again(House& house, const Call& call) {
    const std::string id = call.id<OutgoingMail>().text();
    std::optional<OutgoingMail> mail;
    house.database.write([&](db::Tx& tx) {
        const bool failed = story::try_again(tx, id, call.at);
        mail = story::find_mail(tx, id);
        if (!mail) {
            throw Refusal(Code::not_found, "There is no such mail.");
        }
        if (!failed) {
            throw Refusal(Code::conflict, "Only a mail that was not delivered is sent again.");
        }
    });
    return json_answer(200, to_json(*mail));
}

}  // namespace

void add_mail_routes(Router& router, House& house) {
    router.add_schema("mail_settings", settings_schema());
    router.add_schema("mail_trial", schema_of_words(trial_words));
    router.add_schema("mail", schema_of_words(mail_words));
    const auto add =
        [&](net::Method method, const char* path, Answer (*handler)(House&, const Call&), Doc doc) {
            router.add(
                method,
                path,
                only(people::may::administer),
                [&house, handler](const Call& call) { return handler(house, call); },
                std::move(doc)
            );
        };
    add(net::Method::get,
        "/api/v1/mail_settings",
        read_settings,
        {.summary = "How mail goes out, and how much waits", .gives = "mail_settings"});
    add(net::Method::patch,
        "/api/v1/mail_settings",
        change_settings,
        {.summary = "Change them; what waits is sent",
         .takes = "mail_settings",
         .gives = "mail_settings"});
    add(net::Method::post,
        "/api/v1/mail_settings/test",
        try_out,
        {.summary = "Send a test mail now: {to}; the answer says what the server said",
         .gives = "mail_trial",
         .again = Again::done_anew});
    add(net::Method::get,
        "/api/v1/mails",
        list_mails,
        {.summary = "Mail that went out or is to, newest first",
         .gives = "mail",
         .page = true,
         .asks = "page state"});
    add(net::Method::post,
        "/api/v1/mails/{id}/retry",
        send_again,
        {.summary = "Send a mail again that was not delivered", .gives = "mail"});
}

}  // namespace styk::http
