#include "http/privacy_api.h"

#include <fmt/format.h>

#include "firm/firm.h"
#include "http/figure_json.h"
#include "http/file_answer.h"
#include "http/query.h"
#include "http/record_api.h"
#include "http/schema_words.h"
#include "http/single_record.h"
#include "http/survey_routes.h"
#include "json/json.h"
#include "people/roles.h"
#include "privacy/consent_store.h"
#include "privacy/erasure_store.h"
#include "privacy/processing_store.h"
#include "record/convert.h"
#include "story/erase_person.h"
#include "story/export_person.h"
#include "story/keep_privacy.h"

namespace styk::http {

namespace {

using people::may::administer;
using people::may::read_people;
using people::may::set_up;
using privacy::Consent;
using privacy::Mode;
using privacy::Settings;
using privacy::Subject;

constexpr int most_listed = 500;

// The path says of whom: /customers/{id}/… or /users/{id}/….
Subject subject_of(const Call& call) {
    return call.request.path.starts_with("/api/v1/users/") ? Subject::user : Subject::customer;
}

// Any other spelling than an id is nobody's.
std::string id_of(const Call& call) {
    return call.id<privacy::Erasure>().text();
}

// ---- everything of one person

Answer show_dossier(House& house, const Call& call) {
    const auto format = parameter(call, "format").value_or("json");
    const auto directory = house.catalogue.directory();
    const auto& usual = directory->firm.language;
    (void)speaker_for(call, directory->firm);  // refuses what we do not speak
    const std::string language = parameter(call, "locale").value_or(usual);
    if (format != "json" && format != "html" && format != "zip") {
        throw Refusal(Code::invalid, "In which format?", {{"format", "must be json, html or zip"}});
    }
    const auto dossier =
        story::collect_person(house.intake(), subject_of(call), id_of(call), call.change());
    const std::string& firm = directory->firm.name;
    if (format == "html") {
        return file_answer(
            "text/html; charset=utf-8",
            "person.html",
            story::dossier_html(dossier, firm, language, call.at)
        );
    }
    if (format == "zip") {
        return file_answer(
            "application/zip",
            "person.zip",
            story::dossier_archive(dossier, firm, language, call.at)
        );
    }
    Answer answer;
    answer.headers.emplace_back("Content-Type", "application/json");
    answer.body = story::dossier_json(dossier, language, call.at);
    return answer;
}

// ---- forgetting somebody

json::Array shares_json(const std::vector<privacy::Share>& shares) {
    json::Array out;
    for (const auto& one : shares) {
        out.push_back(json::Object{
            {"table", one.table},
            {"chapter", record::name_of_choice(one.chapter)},
            {"rows", one.rows},
            {"goes", one.goes}
        });
    }
    return out;
}

Answer preview(House& house, const Call& call) {
    const auto found = story::preview_erasure(house.database, subject_of(call), id_of(call));
    return json_answer(
        200,
        json::Object{
            {"name", found.name},
            {"confirm", found.confirm},
            {"keep_figures", shares_json(found.keep_figures)},
            {"everything", shares_json(found.everything)},
            {"open_cases", found.open_cases},
            {"files_coming_in", found.files_coming_in}
        }
    );
}

json::Object erasure_json(const privacy::Erasure& one) {
    return {
        {"id", one.id},
        {"subject", record::name_of_choice(one.subject)},
        {"mode", record::name_of_choice(one.mode)},
        {"reason", record::name_of_choice(one.reason)},
        {"at", to_rfc3339(one.at)},
        {"records", one.records},
        {"by_id", text_or_null(one.by_id.value_or(""))},
        {"repeated_at", one.repeated_at ? json::Value(to_rfc3339(*one.repeated_at)) : json::Value()}
    };
}

std::string text_member(const json::Object& body, std::string_view name, Problems& problems) {
    const auto* value = body.if_contains(name);
    if (value == nullptr || !value->is_string()) {
        problems.push_back(
            {fmt::format("/{}", name), value == nullptr ? "is missing" : "must be a text"}
        );
        return {};
    }
    return std::string(value->get_string());
}

story::ErasureOrder read_order(const Call& call, const std::string& expected) {
    const json::Value body = call.body();
    const auto& object = json::need_object(body);
    Problems problems;
    for (const auto& [name, value] : object) {
        if (name != "mode" && name != "confirm") {
            problems.push_back({"/" + json::escape_pointer(name), "is unknown"});
        }
    }
    const auto mode = record::choice_of<Mode>(text_member(object, "mode", problems));
    if (problems.empty() && !mode) {
        problems.push_back({"/mode", "must be keep_figures or everything"});
    }
    const auto confirm = text_member(object, "confirm", problems);
    if (problems.empty() && confirm != expected) {
        problems.push_back({"/confirm", "must be what GET of this address says, to the letter"});
    }
    refuse_if(std::move(problems));
    return {subject_of(call), id_of(call), *mode, privacy::Reason::asked};
}

Answer erase(House& house, const Call& call) {
    const auto found = story::preview_erasure(house.database, subject_of(call), id_of(call));
    const auto order = read_order(call, found.confirm);
    if (order.subject == Subject::user && call.actor.user && call.actor.user->text() == order.id) {
        throw Refusal(
            Code::conflict, "Nobody erases their own account: another administrator does."
        );
    }
    const auto erased = story::erase_person(house.intake(), order, call.change());
    house.catalogue_changed();
    return json_answer(200, erasure_json(erased));
}

Answer list_erasures(House& house, const Call&) {
    const auto all = house.database.read([](db::Reader& reader) {
        return privacy::list_erasures(reader, most_listed);
    });
    json::Array items;
    for (const auto& one : all) {
        items.push_back(erasure_json(one));
    }
    return json_answer(200, json::Object{{"items", std::move(items)}});
}

// ---- how long things are kept

Answer read_settings(House& house, const Call&) {
    return single_record_answer(house.database.read(privacy::load_settings));
}

Answer change_settings(House& house, const Call& call) {
    return change_single_record<Settings>(
        house, call, privacy::load_settings_to_change, privacy::change_settings
    );
}

// With days in the query it is the dry run of settings that are not stored yet.
Answer show_due(House& house, const Call& call) {
    auto settings = house.database.read(privacy::load_settings);
    const std::pair<const char*, std::int64_t Settings::*> rules[] = {
        {"comments_days", &Settings::comments_days},
        {"customers_days", &Settings::customers_days},
        {"invitations_days", &Settings::invitations_days},
        {"mails_days", &Settings::mails_days},
        {"clicks_days", &Settings::clicks_days},
        {"audit_days", &Settings::audit_days}
    };
    for (const auto& [name, member] : rules) {
        if (parameter(call, name)) {
            settings.*member = whole_parameter(call, name, 0, 0, 36'500);
        }
    }
    json::Array items;
    for (const auto& due : story::count_due(house.database, settings, call.at)) {
        items.push_back(
            json::Object{{"rule", due.rule}, {"days", due.days}, {"records", due.records}}
        );
    }
    return json_answer(200, json::Object{{"active", settings.active}, {"items", std::move(items)}});
}

Answer keep_now(House& house, const Call& call) {
    if (!house.database.read(privacy::load_settings).active) {
        throw Refusal(Code::conflict, "Switch the periods on first.");
    }
    house.database.write([&](db::Tx& tx) { story::ask_keep_privacy(tx, call.at); });
    return empty_answer();
}

// ---- the record of processing

Answer show_processing(House& house, const Call& call) {
    json::Array activities;
    const auto settings = house.database.read(privacy::load_settings);
    const auto all = house.database.read([&](db::Reader& reader) {
        return privacy::list_activities(reader, settings);
    });
    for (const auto& one : all) {
        json::Array data, receivers;
        for (const auto kind : one.data) {
            data.emplace_back(kind);
        }
        for (const auto& receiver : one.receivers) {
            receivers.push_back(json::Object{{"kind", receiver.kind}, {"name", receiver.name}});
        }
        activities.push_back(json::Object{
            {"key", one.key},
            {"subjects", one.subjects},
            {"data", std::move(data)},
            {"records", one.records},
            {"kept_days", one.kept_days},
            {"receivers", std::move(receivers)}
        });
    }
    const auto directory = house.catalogue.directory();
    const auto& firm = directory->firm;
    return json_answer(
        200,
        json::Object{
            {"firm", firm.name},
            {"controller", text_or_null(settings.controller.value_or(""))},
            {"officer", text_or_null(settings.officer.value_or(""))},
            {"legal_basis", record::name_of_choice(settings.legal_basis)},
            {"customers_min", firm.customers_min},
            {"employees_min", firm.employees_min},
            {"activities", std::move(activities)},
            {"as_of", to_rfc3339(call.at)}
        }
    );
}

void add_schemas(Router& router) {
    const std::pair<std::string_view, std::string_view> schemas[] = {
        {"dossier_part", "table:string chapter:string tells:string rows:[any]"},
        {"dossier_mention", "table:string column:string text:string"},
        {"dossier",
         "subject:string id:string name:string made_at:string parts:[dossier_part] "
         "mentions:[dossier_mention]"},
        {"erasure_share", "table:string chapter:string rows:integer goes:boolean"},
        {"erasure_preview",
         "name:string confirm:string keep_figures:[erasure_share] everything:[erasure_share] "
         "open_cases:integer files_coming_in:integer"},
        {"erasure_order", "mode:string confirm:string"},
        {"erasure",
         "id:string subject:string mode:string reason:string at:string records:integer "
         "by_id:string? repeated_at:string?"},
        {"erasures", "items:[erasure]"},
        {"privacy_due_item", "rule:string days:integer records:integer"},
        {"privacy_due", "active:boolean items:[privacy_due_item]"},
        {"data_receiver", "kind:string name:string"},
        {"processing_activity",
         "key:string subjects:string data:[string] records:integer kept_days:integer "
         "receivers:[data_receiver]"},
        {"processing",
         "firm:string controller:string? officer:string? legal_basis:string "
         "customers_min:integer employees_min:integer activities:[processing_activity] "
         "as_of:string"}
    };
    for (const auto& [name, words] : schemas) {
        router.add_schema(name, schema_of_words(words));
    }
    router.add_schema("privacy_settings", record::schema(record::shape_of<Settings>()));
}

void add_consents(Router& router, House& house) {
    RecordRules<Consent> rules;
    rules.fill = [](const Call& call, Consent& one) { one.at = one.at.us == 0 ? call.at : one.at; };
    rules.check = [&house](db::Reader& reader, const Consent& one) {
        privacy::check_consent(reader, one, house.clock.now());
    };
    rules.may_remove = false;
    add_record_routes<Consent>(router, {house.database, house.clock, house.random}, rules);
}

void add_person_routes(HouseRoutes& routes, const std::string& path) {
    using net::Method;
    routes.add(
        Method::get,
        path + "/dossier",
        administer,
        show_dossier,
        {.summary = "Everything that is stored of this person, table by table",
         .gives = "dossier",
         .files = "text/html application/zip",
         .asks = "format locale"}
    );
    routes.add(
        Method::get,
        path + "/erasure",
        administer,
        preview,
        {.summary = "What forgetting this person would take away, and what must be typed for it",
         .gives = "erasure_preview"}
    );
    routes.add(
        Method::post,
        path + "/erasure",
        administer,
        erase,
        {.summary = "Forget this person", .takes = "erasure_order", .gives = "erasure"}
    );
}

}  // namespace

void add_privacy_routes(Router& router, House& house) {
    using net::Method;
    add_schemas(router);
    add_consents(router, house);
    HouseRoutes routes(router, house);
    add_person_routes(routes, "/customers/{id}");
    add_person_routes(routes, "/users/{id}");
    routes.add(
        Method::get,
        "/erasures",
        administer,
        list_erasures,
        {.summary = "Who was forgotten: when and how, never who", .gives = "erasures"}
    );
    routes.add(
        Method::get,
        "/privacy_settings",
        set_up,
        read_settings,
        {.summary = "How long things are kept, and who answers for them",
         .gives = "privacy_settings"}
    );
    routes.add(
        Method::patch,
        "/privacy_settings",
        administer,
        change_settings,
        {.summary = "Change it", .takes = "privacy_settings", .gives = "privacy_settings"}
    );
    routes.add(
        Method::get,
        "/privacy/due",
        set_up,
        show_due,
        {.summary = "A dry run: what the periods would take away today",
         .gives = "privacy_due",
         .asks = "comments_days customers_days invitations_days mails_days clicks_days audit_days"}
    );
    routes.add(
        Method::post,
        "/privacy/keep",
        administer,
        keep_now,
        {.summary = "Take away now what the periods allow no longer", .status = 204}
    );
    routes.add(
        Method::get,
        "/privacy/processing",
        read_people,
        show_processing,
        {.summary = "The record of processing activities (GDPR article 30)", .gives = "processing"}
    );
}

}  // namespace styk::http
