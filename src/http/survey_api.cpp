#include "http/survey_api.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "firm/terms.h"
#include "http/figure_json.h"
#include "http/record_api.h"
#include "http/refuse.h"
#include "http/results_json.h"
#include "http/survey_routes.h"
#include "http/survey_schema.h"
#include "json/json.h"
#include "record/wire.h"
#include "story/write_survey.h"
#include "survey/definition_json.h"
#include "survey/response_store.h"
#include "survey/survey_file.h"
#include "survey/template.h"

namespace styk::http {

namespace {

using people::may::read_feedback;
using people::may::set_up;
using survey::Survey;

// ---- making

// What the body says beside the record's own fields.
struct Beside {
    json::Value definition;
    const survey::Template* of = nullptr;
};

std::string default_language(House& house) {
    return house.catalogue.directory()->firm.language;
}

// An exported file as a body: its survey and definition stand where the fields of a body do.
json::Object opened(const json::Object& body) {
    const auto* format = body.if_contains("format");
    if (format == nullptr) {
        return body;
    }
    const auto* version = body.if_contains("version");
    const auto* of = body.if_contains("survey");
    const bool readable = format->is_string() && format->get_string() == survey::file_format &&
                          version != nullptr && version->is_int64() &&
                          version->get_int64() == survey::file_version && of != nullptr &&
                          of->is_object();
    if (!readable) {
        throw Refusal(
            Code::invalid,
            "This is not a survey file that this server can read.",
            {{"/format", "must be styk.survey, version 1"}}
        );
    }
    json::Object out = of->get_object();
    if (const auto* definition = body.if_contains("definition")) {
        out["definition"] = *definition;
    }
    return out;
}

constexpr std::size_t most_places = 12;  // that one question asks about

// What a template says, in the firm's own words and of its own touchpoints.
void make_own(json::Value& document, const feedback::Directory& directory) {
    auto touchpoints = directory.touchpoints.all();
    std::erase_if(touchpoints, [](const auto& one) { return one.external; });
    std::stable_sort(touchpoints.begin(), touchpoints.end(), [](const auto& a, const auto& b) {
        return a.position < b.position;
    });
    touchpoints.resize(std::min(touchpoints.size(), most_places));
    std::vector<survey::Place> places;
    places.reserve(touchpoints.size());
    for (const auto& one : touchpoints) {
        places.push_back({one.key, one.name});
    }
    survey::put_touchpoints(document, places);
    firm::put_own_words(document, directory.firm.words.text);
}

Beside take_beside(House& house, json::Object& body) {
    Beside beside;
    Problems problems;
    if (const auto* key = body.if_contains("template")) {
        beside.of =
            key->is_string() ? survey::find_template(std::string_view(key->get_string())) : nullptr;
        if (beside.of == nullptr) {
            problems.push_back({"/template", "there is no such template"});
        } else {
            beside.definition = json::parse(beside.of->definition);
            make_own(beside.definition, *house.catalogue.directory());
        }
    }
    if (const auto* definition = body.if_contains("definition")) {
        beside.definition = *definition;
    }
    body.erase("template");
    body.erase("definition");
    refuse_if(std::move(problems));
    return beside;
}

void fill(House& house, json::Object& body, const Beside& beside) {
    const auto put = [&](const char* name, const json::Value& value) {
        if (!body.contains(name)) {
            body[name] = value;
        }
    };
    put("language", json::Value(default_language(house)));
    const auto& language = body.at("language");
    if (beside.of != nullptr) {
        put("kind", json::Value(record::name_of_choice(beside.of->kind)));
        put("mode", json::Value(record::name_of_choice(beside.of->mode)));
        put("name",
            json::Value(survey::name_of(
                *beside.of, language.is_string() ? std::string_view(language.get_string()) : ""
            )));
    }
    put("key", json::Value("-"));  // made from the name
    put("languages", json::Array());
}

Answer make(House& house, const Call& call) {
    const json::Value sent = call.body();
    json::Object body = opened(json::need_object(sent));
    const Beside beside = take_beside(house, body);
    fill(house, body, beside);
    const bool named = body.at("key") != json::Value("-");
    if (!named) {
        body["key"] = "survey";
    }
    Survey survey;
    refuse_if(record::read_json(
        record::shape_of<Survey>(), body, &survey, record::Intent::add, call.actor.bits()
    ));
    survey.key = named ? survey.key : "";
    const json::Value empty = json::parse(R"({"pages": [{"name": "page1", "elements": []}]})");
    const auto& definition = beside.definition.is_null() ? empty : beside.definition;
    const Survey made =
        story::make_survey(house.intake(), std::move(survey), definition, call.change());
    return survey_answer(201, made);
}

Answer copy(House& house, const Call& call) {
    const json::Value body = call.body();
    const auto* name = json::need_object(body).if_contains("name");
    if (name == nullptr || !name->is_string() || name->get_string().empty()) {
        refuse("/name", "is missing");
    }
    Survey survey = load_survey(house, call);
    const auto draft = house.database.read([&](db::Reader& reader) {
        return survey::load_draft(reader, survey.id);
    });
    survey.name = std::string(name->get_string());
    survey.state = survey::State::draft;
    survey.version = 0;
    refuse_if(record::check(record::shape_of<Survey>(), &survey));
    survey.key.clear();  // made from the name
    return survey_answer(
        201,
        story::make_survey(
            house.intake(), std::move(survey), json::parse(draft.definition), call.change()
        )
    );
}

// ---- templates, counts

json::Object template_json(const survey::Template& one, const feedback::Directory& directory) {
    json::Value out = json::Object{
        {"key", one.key},
        {"name", json::parse(one.name)},
        {"about", json::parse(one.about)},
        {"kind", record::name_of_choice(one.kind)},
        {"mode", record::name_of_choice(one.mode)},
        {"questions", one.questions},
        {"minutes", one.minutes},
        {"languages", json::Array{"en", "pl", "ru"}},
        {"definition", json::parse(one.definition)}
    };
    make_own(out, directory);
    return out.get_object();
}

Answer list_templates(House& house) {
    const auto directory = house.catalogue.directory();
    json::Array items;
    for (const survey::Template& one : survey::templates()) {
        auto item = template_json(one, *directory);
        item.erase("definition");
        items.push_back(std::move(item));
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

Answer read_template(House& house, const Call& call) {
    const auto* found = survey::find_template(call.path_values.at(0));
    if (found == nullptr) {
        throw Refusal(Code::not_found, "There is no such template.");
    }
    return json_answer(200, template_json(*found, *house.catalogue.directory()));
}

Answer list_counts(House& house) {
    json::Array items;
    const auto all = house.database.read(survey::count_all_responses);
    for (const auto& one : all) {
        json::Object counts = counts_json(one.counts);
        counts["survey_id"] = one.survey_id;
        items.push_back(std::move(counts));
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

// An expression as it is being written.
Answer check_expression(const Call& call) {
    const json::Value body = call.body();
    const auto* text = json::need_object(body).if_contains("expression");
    if (text == nullptr || !text->is_string()) {
        refuse("/expression", "must be a text");
    }
    const auto parsed = survey::Expression::parse(std::string_view(text->get_string()));
    json::Array problems, names;
    if (!parsed) {
        problems.push_back(json::Object{
            {"at", std::stoll(parsed.error().pointer)}, {"message", parsed.error().message}
        });
    } else {
        for (const std::string& name : parsed->variables()) {
            names.emplace_back(name);
        }
    }
    return json_answer(
        200,
        json::Object{
            {"ok", parsed.has_value()},
            {"problems", std::move(problems)},
            {"names", std::move(names)}
        }
    );
}

void add_records(Router& router, House& house) {
    RecordRules<Survey> rules;
    rules.may_add = false;
    rules.check = [&house](db::Reader& reader, const Survey& one) {
        story::check_survey(reader, *house.catalogue.directory(), one);
    };
    rules.removing = [](db::Tx& tx, const Survey& one) { story::check_removal(tx, one); };
    rules.changed = [&house] { house.catalogue_changed(); };
    add_record_routes<Survey>(router, {house.database, house.clock, house.random}, rules);
}

void add_template_routes(HouseRoutes& routes) {
    using net::Method;
    routes.add(
        Method::get,
        "/survey_templates",
        read_feedback,
        [](House& own, const Call&) { return list_templates(own); },
        {.summary = "Surveys to begin with", .gives = "survey_template", .page = true}
    );
    routes.add(
        Method::get,
        "/survey_templates/{key}",
        read_feedback,
        [](House& own, const Call& call) { return read_template(own, call); },
        {.summary = "One of them, with its questions", .gives = "survey_template"}
    );
}

}  // namespace

Survey load_survey(House& house, const Call& call) {
    return house.database.read([&](db::Reader& reader) {
        return db::load(reader, call.id<Survey>());
    });
}

json::Object survey_json(const Survey& survey) {
    return record::to_json(record::shape_of<Survey>(), &survey);
}

Answer survey_answer(int status, const Survey& survey) {
    return with_etag(json_answer(status, survey_json(survey)), survey.revision);
}

void HouseRoutes::add(
    net::Method method, std::string_view path, record::Roles who, Handler handler, const Doc& doc
) {
    router_.add(method, "/api/v1" + std::string(path), only(who), with(house_, handler), doc);
}

void add_survey_routes(Router& router, House& house) {
    using net::Method;
    for (const auto& [name, schema] : survey_schemas()) {
        router.add_schema(name, json::parse(schema).get_object());
    }
    HouseRoutes routes(router, house);
    add_records(router, house);
    routes.add(
        Method::post,
        "/surveys",
        set_up,
        make,
        {.summary = "Add: empty, from a template, a definition or a file",
         .takes = "survey_new",
         .gives = "survey",
         .status = 201}
    );
    routes.add(
        Method::post,
        "/surveys/{id}/copy",
        set_up,
        copy,
        {.summary = "The same questions as a new draft",
         .takes = "survey_copy",
         .gives = "survey",
         .status = 201}
    );
    add_template_routes(routes);
    routes.add(
        Method::get,
        "/survey_counts",
        read_feedback,
        [](House& of, const Call&) { return list_counts(of); },
        {.summary = "Responses of every survey", .gives = "survey_count", .page = true}
    );
    routes.add(
        Method::post,
        "/survey_expressions/check",
        read_feedback,
        [](House&, const Call& call) { return check_expression(call); },
        {.summary = "Whether an expression can be read, and what it names",
         .takes = "survey_expression",
         .gives = "survey_expression_check"}
    );
    add_definition_routes(routes);
    add_publishing_routes(routes);
    add_quota_routes(routes);
    add_prediction_routes(routes);
}

}  // namespace styk::http
