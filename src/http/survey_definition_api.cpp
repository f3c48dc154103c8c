// What a survey asks: the draft, published versions, the whole as a file.
#include <fmt/format.h>

#include "http/figure_json.h"
#include "http/file_answer.h"
#include "http/refuse.h"
#include "http/survey_routes.h"
#include "json/json.h"
#include "story/write_survey.h"
#include "survey/definition_json.h"
#include "survey/survey_file.h"
#include "travel/write_survey.h"

namespace styk::http {

namespace {

using people::may::read_feedback;
using people::may::set_up;
using survey::Survey;

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
    const Survey survey = load_survey(house, call);
    return definition_answer(survey, house.database.read([&](db::Reader& reader) {
        return survey::load_draft(reader, survey.id);
    }));
}

Answer write_definition(House& house, const Call& call) {
    const json::Value body = call.body();
    const auto* definition = json::need_object(body).if_contains("definition");
    if (definition == nullptr) {
        refuse("/definition", "is missing");
    }
    const std::int64_t revision = call.expected_revision();
    const Survey survey = load_survey(house, call);
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

// In the form of another tool; how much it has no place for stands in a header.
Answer foreign_file(std::string_view format, const Survey& survey, const std::string& definition) {
    const bool surveyjs = format == "surveyjs";
    if (!surveyjs && format != "limesurvey_tsv") {
        refuse_if({{"format", "must be styk, surveyjs or limesurvey_tsv"}});
    }
    auto written =
        surveyjs ? travel::write_surveyjs(json::parse(definition).as_object())
                 : travel::write_limesurvey_tsv(
                       survey::read_stored_definition(definition, survey.language), survey.name
                   );
    Answer answer = file_answer(
        surveyjs ? "application/octet-stream" : "text/tab-separated-values; charset=utf-8",
        fmt::format("{}.{}", survey.key, surveyjs ? "surveyjs.json" : "limesurvey.txt"),
        std::move(written.bytes)
    );
    answer.headers.emplace_back("X-Left-Out", std::to_string(written.left_out));
    return answer;
}

// Everything that another firm's server needs to have the same survey.
Answer file(House& house, const Call& call) {
    Survey survey;
    survey::Draft draft;
    house.database.read([&](db::Reader& reader) {
        survey = db::load(reader, call.id<Survey>());
        draft = survey::load_draft(reader, survey.id);
    });
    const auto format = call.query.find("format").value_or("styk");
    if (format != "styk") {
        return foreign_file(format, survey, draft.definition);
    }
    const json::Object own = survey_json(survey);
    json::Object kept;
    for (const char* name : {"key", "name", "kind", "mode", "language", "languages", "decision"}) {
        kept[name] = own.at(name);
    }
    Answer answer = json_answer(
        200,
        json::Object{
            {"format", survey::file_format},
            {"version", survey::file_version},
            {"survey", std::move(kept)},
            {"definition", json::parse(draft.definition)}
        }
    );
    answer.headers.emplace_back(
        "Content-Disposition", fmt::format("attachment; filename=\"{}.json\"", survey.key)
    );
    return answer;
}

}  // namespace

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

void add_definition_routes(HouseRoutes& routes) {
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
        {.summary = "The survey as a file: styk, surveyjs or limesurvey_tsv",
         .gives = "survey_file",
         .files = "application/octet-stream text/tab-separated-values",
         .asks = "format"}
    );
}

}  // namespace styk::http
