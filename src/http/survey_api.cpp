#include "http/survey_api.h"

#include <fmt/format.h>

#include "base/text.h"
#include "http/figure_json.h"
#include "http/record_api.h"
#include "http/survey_schema.h"
#include "json/json.h"
#include "record/wire.h"
#include "story/write_survey.h"
#include "survey/definition_json.h"
#include "survey/response_store.h"
#include "survey/template.h"

namespace styk::http {

namespace {

using people::may::read_feedback;
using people::may::set_up;
using survey::Survey;

constexpr std::string_view envelope_format = "styk.survey";

Survey load(House& house, const Call& call) {
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
    const bool readable = format->is_string() && format->get_string() == envelope_format &&
                          version != nullptr && version->is_int64() && version->get_int64() == 1 &&
                          of != nullptr && of->is_object();
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

Beside take_beside(json::Object& body) {
    Beside beside;
    Problems problems;
    if (const auto* key = body.if_contains("template")) {
        beside.of =
            key->is_string() ? survey::find_template(std::string_view(key->get_string())) : nullptr;
        if (beside.of == nullptr) {
            problems.push_back({"/template", "there is no such template"});
        } else {
            beside.definition = json::parse(beside.of->definition);
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
    const Beside beside = take_beside(body);
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
        refuse_if({{"/name", "is missing"}});
    }
    Survey survey = load(house, call);
    const auto draft = house.database.read([&](db::Reader& reader) {
        return survey::load_draft(reader, survey.id);
    });
    survey.key.clear();
    survey.name = std::string(name->get_string());
    survey.state = survey::State::draft;
    survey.version = 0;
    refuse_if(record::check(record::shape_of<Survey>(), &survey));
    return survey_answer(
        201,
        story::make_survey(
            house.intake(), std::move(survey), json::parse(draft.definition), call.change()
        )
    );
}

// ---- definition

json::Array questions_json(const survey::Definition& definition, std::string_view language) {
    json::Array out;
    const std::string own(language == definition.language ? "" : language);
    for (const survey::Question& one : definition.questions) {
        out.push_back(json::Object{
            {"name", one.name},
            {"type", survey::wire_type(one.type)},
            {"title", one.title.in(own)},
            {"page", definition.pages[one.page].name},
            {"metric", text_or_null(one.metric)},
            {"touchpoint", text_or_null(one.touchpoint)}
        });
    }
    return out;
}

json::Array problems_json(const Problems& problems, const std::string& before) {
    json::Array out;
    for (const Problem& one : problems) {
        out.push_back(json::Object{{"pointer", before + one.pointer}, {"message", one.message}});
    }
    return out;
}

Answer definition_answer(const Survey& survey, const survey::Draft& draft) {
    const auto definition = survey::read_stored_definition(draft.definition, survey.language);
    return with_etag(
        json_answer(
            200,
            json::Object{
                {"revision", draft.revision},
                {"published_revision", draft.published},
                {"changed_at", to_rfc3339(draft.changed_at)},
                {"changed_by", draft.changed_by},
                {"definition", json::parse(draft.definition)},
                {"questions", questions_json(definition, survey.language)},
                {"unknown", problems_json(definition.unknown, "/definition")}
            }
        ),
        draft.revision
    );
}

Answer read_definition(House& house, const Call& call) {
    const Survey survey = load(house, call);
    return definition_answer(survey, house.database.read([&](db::Reader& reader) {
        return survey::load_draft(reader, survey.id);
    }));
}

Answer write_definition(House& house, const Call& call) {
    const json::Value body = call.body();
    const auto* definition = json::need_object(body).if_contains("definition");
    if (definition == nullptr) {
        refuse_if({{"/definition", "is missing"}});
    }
    const std::int64_t revision = call.expected_revision();
    const Survey survey = load(house, call);
    (void)story::change_definition(house.intake(), survey, revision, *definition, call.change());
    return read_definition(house, call);
}

json::Object version_json(const survey::Version& one) {
    return {
        {"number", one.number},
        {"published_at", to_rfc3339(one.published_at)},
        {"published_by", one.published_by},
        {"questions", one.questions},
        {"responses", one.responses}
    };
}

Answer list_versions(House& house, const Call& call) {
    const auto all = house.database.read([&](db::Reader& reader) {
        return survey::list_versions(reader, db::load(reader, call.id<Survey>()).id);
    });
    json::Array items;
    for (const survey::Version& one : all) {
        items.push_back(version_json(one));
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

Answer read_version(House& house, const Call& call) {
    const std::string& text = call.path_values.at(1);
    const bool number = !text.empty() && text.size() < 10 &&
                        text.find_first_not_of("0123456789") == std::string::npos;
    const auto found = number ? house.database.read([&](db::Reader& reader) {
        return survey::find_version(reader, call.id<Survey>(), std::stoll(text));
    })
                              : std::nullopt;
    if (!found) {
        throw Refusal(Code::not_found, "There is no such version.");
    }
    json::Object out = version_json(*found);
    out.erase("responses");
    out["definition"] = json::parse(found->definition);
    return json_answer(200, out);
}

// Everything that another firm's server needs to have the same survey.
Answer file(House& house, const Call& call) {
    Survey survey;
    survey::Draft draft;
    house.database.read([&](db::Reader& reader) {
        survey = db::load(reader, call.id<Survey>());
        draft = survey::load_draft(reader, survey.id);
    });
    const json::Object own = survey_json(survey);
    json::Object kept;
    for (const char* name : {"key", "name", "kind", "mode", "language", "languages", "decision"}) {
        kept[name] = own.at(name);
    }
    Answer answer = json_answer(
        200,
        json::Object{
            {"format", envelope_format},
            {"version", 1},
            {"survey", std::move(kept)},
            {"definition", json::parse(draft.definition)}
        }
    );
    answer.headers.emplace_back(
        "Content-Disposition", fmt::format("attachment; filename=\"{}.json\"", survey.key)
    );
    return answer;
}

// ---- check

json::Object finding_json(const story::Dismissible& one) {
    json::Object values;
    for (const auto& [name, value] : one.finding.values) {
        values[name] = value;
    }
    json::Value dismissed = nullptr;
    if (one.dismissed) {
        dismissed = json::Object{
            {"reason", one.dismissed->reason},
            {"by", one.dismissed->author},
            {"at", to_rfc3339(one.dismissed->at)}
        };
    }
    return {
        {"key", one.finding.key},
        {"level", record::name_of_choice(one.finding.level)},
        {"pointer", one.finding.pointer},
        {"question", text_or_null(one.finding.question)},
        {"language", text_or_null(one.finding.language)},
        {"values", std::move(values)},
        {"message", one.finding.message},
        {"dismissable", one.finding.level == survey::Level::warning},
        {"dismissed", std::move(dismissed)}
    };
}

Answer check_answer(House& house, const Survey& survey) {
    const auto checked = story::check_draft(house.intake(), survey);
    json::Array problems;
    for (const auto& one : checked.findings) {
        problems.push_back(finding_json(one));
    }
    return json_answer(
        200,
        json::Object{
            {"may_publish", checked.may_publish},
            {"minutes", checked.minutes},
            {"questions", checked.questions},
            {"problems", std::move(problems)}
        }
    );
}

Answer dismiss(House& house, const Call& call) {
    const json::Value body = call.body();
    const auto& object = json::need_object(body);
    Problems problems;
    const auto word = [&](const char* name, bool needed) {
        const auto* value = object.if_contains(name);
        const bool text = value != nullptr && value->is_string();
        if (needed && (!text || trim(std::string_view(value->get_string())).empty())) {
            problems.push_back({fmt::format("/{}", name), "is missing"});
        }
        return text ? std::string(value->get_string()) : "";
    };
    const survey::Dismissal dismissal{
        word("key", true), word("question", false), word("reason", true), call.actor.name, call.at
    };
    if (count_code_points(dismissal.reason) > 1000) {
        problems.push_back({"/reason", "must have at most 1000 characters"});
    }
    refuse_if(std::move(problems));
    const Survey survey = load(house, call);
    const auto checked = story::check_draft(house.intake(), survey);
    const bool said = std::any_of(
        checked.findings.begin(),
        checked.findings.end(),
        [&](const story::Dismissible& one) {
            return one.finding.key == dismissal.problem &&
                   one.finding.question == dismissal.question &&
                   one.finding.level == survey::Level::warning;
        }
    );
    if (!said) {
        refuse_if({{"/key", "is no warning of this survey"}});
    }
    house.database.write([&](db::Tx& tx) {
        survey::put_dismissal(tx, survey.id, dismissal);
        db::audit(
            tx, call.change(), "dismiss", "survey", survey.id.text(), "", json::write(object)
        );
    });
    return check_answer(house, survey);
}

Answer undismiss(House& house, const Call& call) {
    const Survey survey = load(house, call);
    house.database.write([&](db::Tx& tx) {
        survey::remove_dismissal(
            tx,
            survey.id,
            call.query.find("key").value_or(""),
            call.query.find("question").value_or("")
        );
    });
    return empty_answer();
}

Answer publish(House& house, const Call& call) {
    const json::Value body = call.request.body.empty() ? json::Value(json::Object()) : call.body();
    const auto* revision = json::need_object(body).if_contains("definition_revision");
    if (revision != nullptr && !revision->is_int64()) {
        refuse_if({{"/definition_revision", "must be a whole number"}});
    }
    const auto published = story::publish_survey(
        house.intake(),
        call.id<Survey>(),
        revision == nullptr ? std::nullopt : std::optional(revision->get_int64()),
        call.change()
    );
    json::Object link = record::to_json(record::shape_of<survey::Link>(), &published.link);
    link["path"] = survey::path_of(published.link);
    return json_answer(
        200,
        json::Object{
            {"survey", survey_json(published.survey)},
            {"version", published.version},
            {"link", std::move(link)}
        }
    );
}

// ---- templates, quotas, counts

json::Object template_json(const survey::Template& one) {
    return {
        {"key", one.key},
        {"name", json::parse(one.name)},
        {"about", json::parse(one.about)},
        {"kind", record::name_of_choice(one.kind)},
        {"mode", record::name_of_choice(one.mode)},
        {"questions", one.questions},
        {"minutes", one.minutes},
        {"languages", json::Array{"en", "pl", "ru"}}
    };
}

Answer list_templates() {
    json::Array items;
    for (const survey::Template& one : survey::templates()) {
        items.push_back(template_json(one));
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

Answer read_template(const Call& call) {
    const auto* found = survey::find_template(call.path_values.at(0));
    if (found == nullptr) {
        throw Refusal(Code::not_found, "There is no such template.");
    }
    json::Object out = template_json(*found);
    out["definition"] = json::parse(found->definition);
    return json_answer(200, out);
}

json::Object counts_json(const survey::ResponseCounts& counts) {
    return {
        {"started", counts.all()},
        {"complete", counts.complete},
        {"partial", counts.partial},
        {"screened_out", counts.screened_out},
        {"over_quota", counts.over_quota},
        {"waiting", counts.waiting}
    };
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

Answer quotas_answer(House& house, const Id<Survey>& id) {
    json::Array items;
    const auto all = house.database.read([&](db::Reader& reader) {
        return survey::list_quotas(reader, db::load(reader, id).id);
    });
    for (const survey::Quota& one : all) {
        items.push_back(json::Object{
            {"key", one.key},
            {"name", one.name},
            {"when", one.applies},
            {"most", one.most},
            {"counted", one.counted}
        });
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

survey::Quota read_quota(const json::Value& value, const std::string& at, Problems& problems) {
    survey::Quota out;
    if (!value.is_object()) {
        problems.push_back({at, "must be an object"});
        return out;
    }
    for (const auto& [name, part] : value.get_object()) {
        if (name == "key" && part.is_string()) {
            out.key = part.get_string();
        } else if (name == "name" && part.is_string()) {
            out.name = part.get_string();
        } else if (name == "when" && part.is_string()) {
            out.applies = part.get_string();
        } else if (name == "most" && part.is_int64()) {
            out.most = part.get_int64();
        } else if (name != "counted") {
            problems.push_back(
                {at + "/" + json::escape_pointer(name), "is no field of a quota, or of another type"
                }
            );
        }
    }
    if (!is_key(out.key)) {
        problems.push_back({at + "/key", "must be 1 to 64 lower-case letters, digits, - and _"});
    }
    if (out.most < 0 || out.most > 1'000'000'000) {
        problems.push_back({at + "/most", "must be between 0 and 1000000000"});
    }
    if (count_code_points(out.name) > 200) {
        problems.push_back({at + "/name", "must have at most 200 characters"});
    }
    if (const auto parsed = survey::Expression::parse(out.applies); !parsed) {
        problems.push_back({at + "/when", parsed.error().message});
    }
    return out;
}

Answer put_quotas(House& house, const Call& call) {
    const json::Value body = call.body();
    const auto* list = json::need_object(body).if_contains("items");
    if (list == nullptr || !list->is_array() || list->get_array().size() > 500) {
        refuse_if({{"/items", "must be a list of at most 500 quotas"}});
    }
    Problems problems;
    std::vector<survey::Quota> quotas;
    for (const auto& one : list->get_array()) {
        quotas.push_back(read_quota(one, fmt::format("/items/{}", quotas.size()), problems));
        for (std::size_t i = 0; i + 1 < quotas.size(); ++i) {
            if (quotas[i].key == quotas.back().key) {
                problems.push_back(
                    {fmt::format("/items/{}/key", quotas.size() - 1), "is used twice"}
                );
            }
        }
    }
    refuse_if(std::move(problems));
    house.database.write([&](db::Tx& tx) {
        const Survey survey = db::load(tx, call.id<Survey>());
        survey::put_quotas(tx, survey.id, quotas);
        db::audit(
            tx, call.change(), "change", "survey_quota", survey.id.text(), "", json::write(body)
        );
    });
    return quotas_answer(house, call.id<Survey>());
}

// An expression as it is being written.
Answer check_expression(const Call& call) {
    const json::Value body = call.body();
    const auto* text = json::need_object(body).if_contains("expression");
    if (text == nullptr || !text->is_string()) {
        refuse_if({{"/expression", "must be a text"}});
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

class Routes {
public:
    Routes(Router& router, House& house) : router_(router), house_(house) {}

    using Handler = Answer (*)(House&, const Call&);

    void add(
        net::Method method,
        std::string_view path,
        record::Roles who,
        Handler handler,
        const Doc& doc
    ) {
        router_.add(
            method,
            "/api/v1" + std::string(path),
            only(who),
            [&house = house_, handler](const Call& call) { return handler(house, call); },
            doc
        );
    }

private:
    Router& router_;
    House& house_;
};

template <survey::State To>
Answer turn(House& house, const Call& call) {
    return survey_answer(
        200, story::change_state(house.intake(), call.id<Survey>(), To, call.change())
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

void add_definition_routes(Routes& routes) {
    using net::Method;
    routes.add(
        Method::get,
        "/surveys/{id}/definition",
        read_feedback,
        read_definition,
        {.summary = "What it asks: the draft", .gives = "survey_definition"}
    );
    routes.add(
        Method::put,
        "/surveys/{id}/definition",
        set_up,
        write_definition,
        {.summary = "Write the draft",
         .takes = "survey_definition_body",
         .gives = "survey_definition"}
    );
    routes.add(
        Method::get,
        "/surveys/{id}/versions",
        read_feedback,
        list_versions,
        {.summary = "What was published", .gives = "survey_version", .page = true}
    );
    routes.add(
        Method::get,
        "/surveys/{id}/versions/{number}",
        read_feedback,
        read_version,
        {.summary = "One published version", .gives = "survey_version"}
    );
    routes.add(
        Method::get,
        "/surveys/{id}/file",
        read_feedback,
        file,
        {.summary = "The survey as a file", .gives = "survey_file"}
    );
}

void add_publishing_routes(Routes& routes) {
    using net::Method;
    routes.add(
        Method::get,
        "/surveys/{id}/check",
        read_feedback,
        [](House& house, const Call& call) { return check_answer(house, load(house, call)); },
        {.summary = "What to mend before it goes out", .gives = "survey_check"}
    );
    routes.add(
        Method::put,
        "/surveys/{id}/dismissals",
        set_up,
        dismiss,
        {.summary = "Leave a warning, with the reason",
         .takes = "survey_dismissal",
         .gives = "survey_check"}
    );
    routes.add(
        Method::del,
        "/surveys/{id}/dismissals",
        set_up,
        undismiss,
        {.summary = "Take the warning up again (?key, ?question)", .status = 204}
    );
    routes.add(
        Method::post,
        "/surveys/{id}/publish",
        set_up,
        publish,
        {.summary = "Publish the draft", .takes = "survey_publish", .gives = "survey_published"}
    );
    routes.add(
        Method::post,
        "/surveys/{id}/pause",
        set_up,
        turn<survey::State::paused>,
        {.summary = "Let it rest", .gives = "survey"}
    );
    routes.add(
        Method::post,
        "/surveys/{id}/resume",
        set_up,
        turn<survey::State::live>,
        {.summary = "Go on after a pause", .gives = "survey"}
    );
    routes.add(
        Method::post,
        "/surveys/{id}/close",
        set_up,
        turn<survey::State::closed>,
        {.summary = "End it", .gives = "survey"}
    );
    routes.add(
        Method::post,
        "/surveys/{id}/reopen",
        set_up,
        turn<survey::State::live>,
        {.summary = "Open a closed one again", .gives = "survey"}
    );
    routes.add(
        Method::get,
        "/surveys/{id}/quotas",
        read_feedback,
        [](House& house, const Call& call) { return quotas_answer(house, call.id<Survey>()); },
        {.summary = "How many answers of whom are enough", .gives = "survey_quota", .page = true}
    );
    routes.add(
        Method::put,
        "/surveys/{id}/quotas",
        set_up,
        put_quotas,
        {.summary = "Set the quotas",
         .takes = "survey_quotas",
         .gives = "survey_quota",
         .page = true}
    );
}

}  // namespace

void add_survey_routes(Router& router, House& house) {
    using net::Method;
    for (const auto& [name, schema] : survey_schemas()) {
        router.add_schema(name, json::parse(schema).get_object());
    }
    Routes routes(router, house);
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
    routes.add(
        Method::get,
        "/survey_templates",
        read_feedback,
        [](House&, const Call&) { return list_templates(); },
        {.summary = "Surveys to begin with", .gives = "survey_template", .page = true}
    );
    routes.add(
        Method::get,
        "/survey_templates/{key}",
        read_feedback,
        [](House&, const Call& call) { return read_template(call); },
        {.summary = "One of them, with its questions", .gives = "survey_template"}
    );
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
}

}  // namespace styk::http
