#include "http/case_mail_api.h"

#include <algorithm>

#include "casework/message_store.h"
#include "firm/incoming_mail_store.h"
#include "firm/mail_settings_store.h"
#include "http/body_fields.h"
#include "http/case_json.h"
#include "http/figure_json.h"
#include "http/file_answer.h"
#include "http/new_secret.h"
#include "http/page_query.h"
#include "http/refuse.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "people/roles.h"
#include "people/secret.h"
#include "record/list_query.h"
#include "record/wire.h"
#include "story/fetch_mail.h"
#include "story/take_mail.h"
#include "story/write_customer.h"

namespace styk::http {

namespace {

using casework::Case;
using casework::CaseMessage;
using firm::IncomingMailSettings;
using net::Method;

constexpr std::size_t token_bytes = 24;

constexpr std::string_view message_words =
    "id:string at:string direction:string from:string from_name:string? to:string subject:string "
    "body:string quoted:string? state:string by:string? ask_after:boolean automatic:boolean "
    "attachments:[case_attachment] left_out:integer";

constexpr std::string_view settings_more = R"({
  "password_set": {"type": "boolean"},
  "password": {"type": ["string", "null"], "description": "only sent, never read back"},
  "forward_url": {"type": "string", "description": "where a mail server hands mails over; read only"},
  "token_set": {"type": "boolean"},
  "token": {"type": "string", "description": "only in the answer that makes it"},
  "last_at": {"type": ["string", "null"], "format": "date-time"},
  "last_error": {"type": ["string", "null"]}
})";

json::Value text_json(const std::optional<std::string>& text) {
    return text && !text->empty() ? json::Value(*text) : json::Value(nullptr);
}

json::Object message_json(const CaseMessage& one) {
    json::Array attachments;
    for (const auto& file : one.attachments) {
        attachments.push_back(json::Object{
            {"id", file.bytes ? json::Value(file.id) : json::Value(nullptr)},
            {"name", file.name},
            {"type", file.type},
            {"bytes", file.size}
        });
    }
    return {
        {"id", one.id},
        {"at", to_rfc3339(one.at)},
        {"direction", one.incoming ? "in" : "out"},
        {"from", one.sender},
        {"from_name", text_or_null(one.sender_name)},
        {"to", one.recipient},
        {"subject", one.subject},
        {"body", one.body},
        {"quoted", text_or_null(one.quoted)},
        {"state", one.state},
        {"by", text_json(one.by_name)},
        {"ask_after", one.ask_after},
        {"automatic", one.automatic},
        {"attachments", std::move(attachments)},
        {"left_out", one.left_out}
    };
}

Answer list_messages(House& house, const Call& call) {
    const Case one = CaseWriter(house, call).load(call.id<Case>());
    return json_answer(
        200, json::Object{{"items", messages_json(house, one)}, {"next_cursor", nullptr}}
    );
}

Answer write_message(House& house, const Call& call) {
    const json::Value body = call.body();
    BodyFields in(body);
    story::LetterToCustomer letter;
    letter.to = in.text("to");
    letter.subject = in.text("subject").value_or("");
    letter.body = in.text("body").value_or("");
    letter.ask_after = in.flag("ask_after").value_or(false);
    (void)in.text("template");  // which words it began with: nothing hangs on it
    in.end();
    const CaseWriter writer(house, call);
    (void)writer.load(call.id<Case>());
    const auto written =
        story::write_to_customer(house.intake(), call.id<Case>(), letter, call.change());
    return json_answer(202, message_json(written));
}

Answer read_attachment(House& house, const Call& call) {
    const Case one = CaseWriter(house, call).load(call.id<Case>());
    const auto id = call.id<casework::CaseAttachment>(1).text();
    auto found = house.database.read([&](db::Reader& reader) {
        return casework::find_attachment(reader, one.id, id);
    });
    if (!found || !found->bytes) {
        throw Refusal(Code::not_found, "There is no such attachment.");
    }
    // Whatever a customer sent is saved, never shown: nothing of it runs here.
    return file_answer("application/octet-stream", found->name, *std::move(found->bytes));
}

// ---- where mail is found

std::string console_address(db::Reader& reader) {
    auto base = firm::load_mail_settings(reader).console_url.value_or("");
    while (base.ends_with('/')) {
        base.pop_back();
    }
    return base;
}

json::Object settings_json(
    db::Reader& reader, const IncomingMailSettings& settings, const std::string& token = {}
) {
    auto out = record::to_json(record::shape_of<IncomingMailSettings>(), &settings);
    const auto mark = firm::load_mailbox_mark(reader);
    out["password_set"] = settings.password_sealed.has_value();
    out["token_set"] = settings.token_sealed.has_value();
    out["forward_url"] = console_address(reader) + "/mail/incoming";
    out["last_at"] = mark.at ? json::Value(to_rfc3339(*mark.at)) : json::Value(nullptr);
    out["last_error"] = text_json(mark.error);
    if (!token.empty()) {
        out["token"] = token;
    }
    return out;
}

Answer read_settings(House& house, const Call&) {
    IncomingMailSettings settings;
    const auto body = house.database.read([&](db::Reader& reader) {
        settings = firm::load_incoming_mail(reader);
        return settings_json(reader, settings);
    });
    return with_etag(json_answer(200, body), settings.revision);
}

Answer change_settings(House& house, const Call& call) {
    const json::Value sent = call.body();
    json::Object patch = json::need_object(sent);
    const auto password = take_secret(house.safe, patch, "password");
    const Id<IncomingMailSettings> fresh{make_uuid_v7(house.clock, house.random)};
    IncomingMailSettings after;
    json::Object answer;
    house.database.write([&](db::Tx& tx) {
        const auto before = firm::load_incoming_mail_to_change(tx);
        need_revision(call, before.revision);
        after = before;
        auto problems = record::read_json(
            record::shape_of<IncomingMailSettings>(),
            patch,
            &after,
            record::Intent::change,
            call.actor.bits()
        );
        if (password.said) {
            after.password_sealed = password.sealed;
        } else if (before.password_sealed && !firm::password_stays(before, after)) {
            problems.push_back({"/password", "must be entered again for another server or user"});
        }
        refuse_if(std::move(problems));
        firm::change_incoming_mail(tx, before, after, fresh, call.change());
        if (firm::can_fetch(after)) {
            story::ask_fetch_mail(tx, call.at, call.at);
        }
        answer = settings_json(tx, after);
    });
    return with_etag(json_answer(200, answer), after.revision);
}

// A new token for whoever hands mails over; the one before is over.
Answer renew_token(House& house, const Call& call) {
    const std::string token = random_hex(house.random, token_bytes);
    const std::string sealed = house.safe.seal(token);
    const Id<IncomingMailSettings> fresh{make_uuid_v7(house.clock, house.random)};
    IncomingMailSettings after;
    json::Object answer;
    house.database.write([&](db::Tx& tx) {
        const auto before = firm::load_incoming_mail_to_change(tx);
        after = before;
        after.token_sealed = sealed;
        firm::change_incoming_mail(tx, before, after, fresh, call.change());
        answer = settings_json(tx, after, token);
    });
    return with_etag(json_answer(200, answer), after.revision);
}

Answer fetch_now(House& house, const Call& call) {
    house.database.write([&](db::Tx& tx) { story::ask_fetch_mail(tx, call.at, call.at); });
    return json_answer(202, json::Object{{"asked", true}});
}

Answer list_incoming(House& house, const Call& call) {
    PageQuery asked;
    Problems problems;
    for (const auto& [name, text] : call.parameters()) {
        read_page_parameter(name, text, asked, problems);
    }
    refuse_if(std::move(problems));
    const auto found = house.database.read([&](db::Reader& reader) {
        return story::list_incoming(reader, asked.before, asked.limit + 1);
    });
    const auto shown = std::min(found.size(), static_cast<std::size_t>(asked.limit));
    json::Array items;
    for (std::size_t i = 0; i < shown; ++i) {
        items.push_back(json::Object{
            {"id", found[i].id},
            {"at", to_rfc3339(found[i].at)},
            {"from", found[i].sender},
            {"subject", found[i].subject},
            {"outcome", found[i].outcome},
            {"case_id", text_json(found[i].case_id)}
        });
    }
    json::Value next = nullptr;
    if (found.size() > shown) {
        next = record::write_cursor({found[shown - 1].position, ""});
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", next}});
}

// Is it the one who may hand mails over? In constant time.
bool is_forwarder(House& house, const Call& call) {
    const auto sealed = house.database.read(firm::load_incoming_mail).token_sealed;
    const auto token = sealed ? house.safe.open(*sealed) : std::nullopt;
    constexpr std::string_view scheme = "Bearer ";
    const auto given = call.request.header("Authorization");
    return token && given.starts_with(scheme) &&
           people::hash_secret(given.substr(scheme.size())) == people::hash_secret(*token);
}

Answer take_mail(House& house, const Call& call) {
    if (!is_forwarder(house, call)) {
        throw Refusal(Code::unauthenticated, "The token is missing or wrong.");
    }
    if (!call.request.header("Content-Type").starts_with("message/rfc822")) {
        throw Refusal(Code::unsupported_type, "Send the mail as it came: message/rfc822.");
    }
    const auto taken = story::take_mail(house.intake(), call.request.body, call.at);
    return json_answer(
        200,
        json::Object{
            {"outcome", taken.outcome},
            {"case_id", taken.case_id ? json::Value(taken.case_id->text()) : json::Value(nullptr)}
        }
    );
}

void add_settings_routes(Router& router, House& house) {
    const Access administrator = only(people::may::administer);
    const std::string path = "/api/v1/incoming_mail_settings";
    router.add(
        Method::get,
        path,
        administrator,
        with(house, read_settings),
        {.summary = "Where customers' mails are found", .gives = "incoming_mail_settings"}
    );
    router.add(
        Method::patch,
        path,
        administrator,
        with(house, change_settings),
        {.summary = "Change it; the mailbox is read at once",
         .takes = "incoming_mail_settings",
         .gives = "incoming_mail_settings"}
    );
    router.add(
        Method::post,
        path + "/token",
        administrator,
        with(house, renew_token),
        {.summary = "A new token for a mail server that hands mails over",
         .gives = "incoming_mail_settings",
         .again = Again::told_once}
    );
    router.add(
        Method::post,
        path + "/fetch",
        administrator,
        with(house, fetch_now),
        {.summary = "Read the mailbox now", .gives = "asked", .status = 202}
    );
    router.add(
        Method::get,
        "/api/v1/incoming_mails",
        administrator,
        with(house, list_incoming),
        {.summary = "What came in, newest first",
         .gives = "incoming_mail",
         .page = true,
         .asks = "page"}
    );
    router.add(
        Method::post,
        "/mail/incoming",
        visitors,
        with(house, take_mail),
        {.summary = "A mail server hands over a mail (message/rfc822)", .gives = "mail_taken"}
    );
}

}  // namespace

json::Array messages_json(House& house, const Case& one) {
    json::Array out;
    const auto found = house.database.read([&](db::Reader& reader) {
        return casework::list_messages(reader, one.id);
    });
    for (const auto& message : found) {
        out.push_back(message_json(message));
    }
    return out;
}

void add_case_mail_routes(Router& router, House& house) {
    router.add_schema(
        "case_attachment", schema_of_words("id:string? name:string type:string bytes:integer")
    );
    router.add_schema("case_message", schema_of_words(message_words));
    router.add_schema("mail_taken", schema_of_words("outcome:string case_id:string?"));
    router.add_schema("asked", schema_of_words("asked:boolean"));
    router.add_schema(
        "incoming_mail",
        schema_of_words(
            "id:string at:string from:string subject:string outcome:string case_id:string?"
        )
    );
    auto schema = record::schema(record::shape_of<IncomingMailSettings>());
    const auto more = json::parse(settings_more);
    for (const auto& [name, one] : more.get_object()) {
        schema["properties"].as_object()[name] = one;
    }
    router.add_schema("incoming_mail_settings", schema);
    const Access readers = only(people::may::read_feedback);
    router.add(
        Method::get,
        "/api/v1/cases/{id}/messages",
        readers,
        with(house, list_messages),
        {.summary = "The conversation with the customer, oldest first",
         .gives = "case_message",
         .page = true}
    );
    router.add(
        Method::post,
        "/api/v1/cases/{id}/messages",
        readers,
        with(house, write_message),
        {.summary = "Write to the customer: {to?, subject, body, ask_after?}",
         .gives = "case_message",
         .status = 202}
    );
    router.add(
        Method::get,
        "/api/v1/cases/{id}/attachments/{attachment_id}",
        readers,
        with(house, read_attachment),
        {.summary = "What a customer attached", .files = "application/octet-stream"}
    );
    add_settings_routes(router, house);
}

}  // namespace styk::http
