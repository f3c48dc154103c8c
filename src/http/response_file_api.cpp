// Responses as files: CSV, XLSX, JSON lines, SPSS.
#include <fmt/format.h>

#include "http/figure_json.h"
#include "http/file_answer.h"
#include "http/response_filter.h"
#include "http/survey_routes.h"
#include "http/travel_api.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/convert.h"
#include "story/export_responses.h"
#include "story/import_answers.h"

namespace styk::http {

namespace {

using people::may::read_feedback;
using travel::AnswerFormat;

std::string_view type_of(AnswerFormat format) {
    switch (format) {
        case AnswerFormat::xlsx:
            return xlsx_type;
        case AnswerFormat::jsonl:
            return "application/x-ndjson";
        case AnswerFormat::sav:
            return "application/x-spss-sav";
        case AnswerFormat::csv:
            break;
    }
    return "text/csv; charset=utf-8";
}

// The query string: a choice of words each, and the filter of responses.
class OrderReader {
public:
    OrderReader(House& house, const Call& call, survey::Survey survey)
        : filter_(*house.catalogue.directory(), problems_) {
        order_.survey = std::move(survey);
        order_.rules.name = order_.survey.name;
        order_.rules.made = call.at;
        filter_.filter.state = survey::ResponseState::complete;
        for (const auto& [name, text] : call.parameters()) {
            read(name, text);
        }
        refuse_if(std::move(problems_));
        order_.filter = std::move(filter_.filter);
        narrow_to_actor(*house.catalogue.directory(), call.actor, order_.filter);
    }

    [[nodiscard]] const story::ExportOrder& order() const { return order_; }

private:
    void read(const std::string& name, const std::string& text) {
        if (name == "format") {
            const auto format = record::choice_of<AnswerFormat>(text);
            format ? void(order_.format = *format) : say(name, "must be csv, xlsx, jsonl or sav");
        } else if (name == "values") {
            order_.rules.labels = flag(name, text, "labels", "codes");
        } else if (name == "shape") {
            order_.rules.long_rows = flag(name, text, "long", "wide");
        } else if (name == "mark") {
            order_.rules.mark = flag(name, text, "true", "false");
        } else if (name == "delimiter") {
            order_.rules.delimiter = flag(name, text, ";", ",") ? ';' : ',';
        } else if (name == "titles") {
            order_.titles = text;
        } else if (name == "state" && text == "*") {
            filter_.filter.state.reset();
        } else if (!filter_.read(name, text)) {
            say(name, "is not known here");
        }
    }

    bool flag(
        const std::string& name, const std::string& text, std::string_view yes, std::string_view no
    ) {
        if (text != yes && text != no) {
            say(name, fmt::format("must be {} or {}", yes, no));
        }
        return text == yes;
    }

    void say(const std::string& name, std::string message) {
        problems_.push_back({name, std::move(message)});
    }

    Problems problems_;
    ResponseFilterReader filter_;
    story::ExportOrder order_;
};

Answer file(House& house, const Call& call) {
    const OrderReader asked(house, call, load_survey(house, call));
    const auto& order = asked.order();
    const auto name = fmt::format("{}.{}", order.survey.key, record::name_of_choice(order.format));
    Answer answer = file_answer(type_of(order.format), name, "");
    const auto pieces = std::make_shared<story::ResponseExport>(house.intake(), order);
    answer.headers.emplace_back("X-Response-Count", std::to_string(pieces->responses()));
    if (!order.rules.long_rows || order.format != AnswerFormat::csv) {
        answer.headers.emplace_back("X-Row-Count", std::to_string(pieces->responses()));
    }
    answer.chunks = [pieces] { return pieces->next(); };
    return answer;
}

json::Object column_json(const travel::Column& one) {
    json::Array choices;
    for (const auto& [value, title] : one.choices) {
        choices.push_back(json::Object{{"value", value}, {"title", title}});
    }
    return {
        {"name", one.name},
        {"title", one.title},
        {"kind", record::name_of_choice(one.kind)},
        {"question", text_or_null(one.question)},
        {"row", text_or_null(one.row)},
        {"option", text_or_null(one.option)},
        {"choices", std::move(choices)}
    };
}

Answer columns(House& house, const Call& call) {
    const auto survey = load_survey(house, call);
    const auto titles = call.query.find("titles");
    json::Array items;
    for (const auto& one :
         story::response_columns(house.intake(), survey, {}, std::string(titles.value_or("")))) {
        items.push_back(column_json(one));
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

Answer places(House& house, const Call& call) {
    const auto survey = load_survey(house, call);
    json::Array items;
    for (const auto& one : story::answer_places(house.intake(), survey)) {
        auto place = column_json(one.column);
        place["whole"] = one.whole;
        items.push_back(std::move(place));
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

}  // namespace

void add_response_file_routes(HouseRoutes& routes) {
    using net::Method;
    routes.add(
        Method::get,
        "/surveys/{id}/responses/file",
        read_feedback,
        file,
        {.summary = "All responses as a file: csv, xlsx, jsonl or sav (SPSS); X-Response-Count "
                    "says how many",
         .csv = true,
         .files = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet "
                  "application/x-ndjson application/x-spss-sav",
         .asks = "format values shape delimiter mark titles state version from to language channel "
                 "touchpoint location"}
    );
    routes.add(
        Method::get,
        "/surveys/{id}/responses/columns",
        read_feedback,
        columns,
        {.summary = "The columns of such a file",
         .gives = "survey_column",
         .page = true,
         .asks = "titles"}
    );
    routes.add(
        Method::get,
        "/surveys/{id}/answer_places",
        read_feedback,
        places,
        {.summary = "Where answers of another tool's table may go: questions, and parts of them",
         .gives = "answer_place",
         .page = true}
    );
}

}  // namespace styk::http
