#include "http/travel_api.h"

#include <algorithm>

#include "http/figure_json.h"
#include "http/survey_routes.h"
#include "http/travel_schema.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/convert.h"
#include "survey/definition_json.h"
#include "travel/bring.h"

namespace styk::http {

namespace {

using people::may::set_up;

// ---- a survey of another tool

travel::Asked read_asked(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    travel::Asked asked;
    asked.language = directory->firm.language;
    Problems problems;
    for (const auto& [name, text] : call.parameters()) {
        if (name == "name") {
            asked.name = text.substr(0, 300);
        } else if (name == "language" && text.size() == 2) {
            asked.language = text;
        } else if (name == "format") {
            asked.format = record::choice_of<travel::Format>(text);
            if (!asked.format) {
                problems.push_back({name, "is none that can be read"});
            }
        } else {
            problems.push_back({name, "is not a parameter here"});
        }
    }
    refuse_if(std::move(problems));
    for (const metric::Metric& one : directory->metrics.all()) {
        if (one.kind != metric::Kind::index) {
            asked.metrics.push_back({one.key, static_cast<int>(one.min), static_cast<int>(one.max)}
            );
        }
    }
    return asked;
}

json::Object line_json(const travel::Line& line) {
    json::Array reasons;
    for (const travel::Reason& one : line.reasons) {
        json::Object values;
        for (const auto& [name, value] : one.values) {
            values[name] = value;
        }
        reasons.push_back(json::Object{
            {"key", one.key}, {"values", std::move(values)}, {"message", travel::message_of(one)}
        });
    }
    return {
        {"outcome", record::name_of_choice(line.outcome)},
        {"where", line.where},
        {"title", text_or_null(line.title)},
        {"question", text_or_null(line.question)},
        {"reasons", std::move(reasons)}
    };
}

json::Object counts_json(const std::vector<travel::Line>& report) {
    const auto count = [&](travel::Outcome outcome) {
        return std::count_if(report.begin(), report.end(), [&](const travel::Line& one) {
            return one.outcome == outcome;
        });
    };
    return {
        {"kept", count(travel::Outcome::kept)},
        {"changed", count(travel::Outcome::changed)},
        {"dropped", count(travel::Outcome::dropped)}
    };
}

json::Object preview_json(const travel::Brought& brought) {
    const json::Value definition = json::parse(brought.definition);
    Problems none;
    const auto read = survey::read_definition(definition, brought.language, none);
    json::Array report, languages;
    for (const travel::Line& one : brought.report) {
        report.push_back(line_json(one));
    }
    for (const std::string& one : brought.languages) {
        languages.emplace_back(one);
    }
    return {
        {"format", record::name_of_choice(brought.format)},
        {"title", brought.title},
        {"language", brought.language},
        {"languages", std::move(languages)},
        {"kind", record::name_of_choice(brought.kind)},
        {"definition", definition},
        {"questions", questions_json(read, brought.language)},
        {"counts", counts_json(brought.report)},
        {"report", std::move(report)}
    };
}

Answer preview(House& house, const Call& call) {
    const auto brought = travel::bring(call.request.body, read_asked(house, call));
    if (!brought) {
        throw Refusal(Code::invalid, "This survey cannot be brought in.", {brought.error()});
    }
    return json_answer(200, preview_json(*brought));
}

}  // namespace

void add_travel_routes(Router& router, House& house) {
    using net::Method;
    for (const auto& [name, schema] : travel_schemas()) {
        router.add_schema(name, json::parse(schema).get_object());
    }
    HouseRoutes routes(router, house);
    routes.add(
        Method::post,
        "/surveys/import",
        set_up,
        preview,
        {.summary = "What a survey file of another tool would be here; nothing is stored. The body "
                    "is the file",
         .gives = "survey_preview",
         .asks = "name format language"}
    );
    add_response_file_routes(routes);
}

}  // namespace styk::http
