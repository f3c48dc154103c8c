// What staff expect a survey to say, told before anybody has answered and held against the answers
// later.
#include <algorithm>
#include <limits>
#include <map>

#include "db/record_store.h"
#include "http/refuse.h"
#include "http/survey_routes.h"
#include "json/json.h"
#include "metric/metric.h"
#include "survey/definition_json.h"
#include "survey/survey_store.h"

namespace styk::http {

namespace {

using people::may::read_feedback;
using survey::Prediction;
using survey::Survey;

constexpr double infinity = std::numeric_limits<double>::infinity();

json::Object summary_json(
    const std::string& question, const std::vector<Prediction>& all, const std::string& mine
) {
    double sum = 0, least = infinity, most = -infinity;
    json::Value own = nullptr;
    for (const Prediction& one : all) {
        sum += one.value;
        least = std::min(least, one.value);
        most = std::max(most, one.value);
        own = one.user_id == mine ? json::Value(one.value) : own;
    }
    return {
        {"question", question},
        {"n", all.size()},
        {"mean", sum / static_cast<double>(all.size())},
        {"least", least},
        {"most", most},
        {"mine", std::move(own)}
    };
}

Answer predictions_answer(House& house, const Call& call) {
    std::map<std::string, std::vector<Prediction>> by_question;
    const auto all = house.database.read([&](db::Reader& reader) {
        return survey::list_predictions(reader, db::load(reader, call.id<Survey>()).id);
    });
    for (const Prediction& one : all) {
        by_question[one.question].push_back(one);
    }
    json::Array items;
    for (const auto& [question, some] : by_question) {
        items.push_back(summary_json(question, some, call.actor.id));
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

// A score of the question's metric, within what it can be.
void check_value(House& house, const Survey& survey, const Prediction& prediction) {
    const auto draft = house.database.read([&](db::Reader& reader) {
        return survey::load_draft(reader, survey.id);
    });
    const auto definition = survey::read_stored_definition(draft.definition, survey.language);
    const auto* question = definition.find(prediction.question);
    const auto directory = house.catalogue.directory();
    const auto* metric = question == nullptr ? nullptr : directory->metrics.find(question->metric);
    if (metric == nullptr) {
        refuse("/question", "is no question of a metric");
    }
    const auto [low, high] = metric::range_of_score(*metric);
    if (prediction.value < low || prediction.value > high) {
        refuse("/value", "is no score that this metric can have");
    }
}

Answer predict(House& house, const Call& call) {
    const json::Value body = call.body();
    const auto& object = json::need_object(body);
    const auto* question = object.if_contains("question");
    const auto* value = object.if_contains("value");
    Problems problems;
    Prediction prediction{"", call.actor.id, 0};
    if (question != nullptr && question->is_string()) {
        prediction.question = question->get_string();
    } else {
        problems.push_back({"/question", "must be the name of a question"});
    }
    if (value != nullptr && value->is_number()) {
        prediction.value = value->to_number<double>();
    } else {
        problems.push_back({"/value", "must be a number"});
    }
    refuse_if(std::move(problems));
    const Survey survey = load_survey(house, call);
    check_value(house, survey, prediction);
    house.database.write([&](db::Tx& tx) {
        survey::put_prediction(tx, survey.id, prediction, call.at);
    });
    return predictions_answer(house, call);
}

}  // namespace

void add_prediction_routes(HouseRoutes& routes) {
    using net::Method;
    routes.add(
        Method::get,
        "/surveys/{id}/predictions",
        read_feedback,
        predictions_answer,
        {.summary = "What staff expect it to say", .gives = "survey_prediction", .page = true}
    );
    routes.add(
        Method::put,
        "/surveys/{id}/predictions",
        read_feedback,
        predict,
        {.summary = "Tell what you expect, before the first answer",
         .takes = "survey_prediction_body",
         .gives = "survey_prediction",
         .page = true}
    );
}

}  // namespace styk::http
