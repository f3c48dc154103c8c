#include "http/response_api.h"

#include <algorithm>
#include <fmt/format.h>

#include "feedback/feedback_store.h"
#include "http/figure_json.h"
#include "http/once.h"
#include "http/page_query.h"
#include "http/response_draft.h"
#include "http/response_filter.h"
#include "http/results_json.h"
#include "http/survey_routes.h"
#include "http/survey_schema.h"
#include "json/json.h"
#include "record/convert.h"
#include "record/list_query.h"
#include "story/list_open_answers.h"
#include "story/receive_response.h"
#include "story/scope.h"
#include "survey/definition_json.h"
#include "survey/look_store.h"
#include "survey/lot.h"

namespace styk::http {

namespace {

using people::may::read_feedback;
using people::may::send_feedback;
using people::may::set_up;
using survey::Response;
using survey::Survey;

Survey load(House& house, const Call& call) {
    return house.database.read([&](db::Reader& reader) {
        return db::load(reader, call.id<Survey>());
    });
}

// ---- one comes in

json::Object receipt_json(const story::Received& received) {
    return {
        {"id", received.id},
        {"feedback_id", text_or_null(received.feedback_id.value_or(""))},
        {"outcome", record::name_of_choice(received.state)},
        {"quota", text_or_null(received.quota)},
        {"receipt_code", received.receipt_code},
        {"thanks", received.thanks}
    };
}

void check_entry(const story::Entry& entry, const ResponseDraftReader& draft) {
    Problems problems;
    if (draft.customer() && entry.survey.mode == survey::Mode::anonymous) {
        problems.push_back({"/customer", "must not be told to an anonymous survey"});
    }
    const auto& offered = entry.survey.languages;
    if (draft.language() &&
        std::find(offered.begin(), offered.end(), *draft.language()) == offered.end()) {
        problems.push_back(
            {"/language", fmt::format("this survey does not speak {}", *draft.language())}
        );
    }
    refuse_if(std::move(problems));
}

Answer receive(House& house, const Call& call) {
    const json::Value body = call.body();
    Problems problems;
    ResponseDraftReader draft(*house.catalogue.directory(), problems);
    draft.read(json::need_object(body));
    refuse_if(std::move(problems));
    auto entry =
        story::enter_by_program(house.intake(), call.id<Survey>(), draft.version(), call.at);
    check_entry(entry, draft);
    story::Progress progress;
    draft.fill(entry, progress);
    // What was answered to an anonymous survey is not kept for the sake of a repeated request, and
    // neither is when.
    if (entry.survey.mode == survey::Mode::anonymous) {
        forget_key(call);
    }
    const auto received = story::receive_response(
        house.intake(),
        entry,
        progress,
        call.at,
        [&](db::Tx&, const story::Received& one) {
            remember(call, json_answer(201, receipt_json(one)));
        }
    );
    return json_answer(201, receipt_json(received));
}

// ---- what is there

json::Value instant_json(const std::optional<Instant>& at) {
    return at ? json::Value(to_rfc3339(*at)) : json::Value(nullptr);
}

json::Value seconds_of(const Response& one) {
    double total = 0;
    for (const auto& [page, value] : one.seconds) {
        const auto* seconds = value.as<double>();
        total += seconds == nullptr ? 0 : *seconds;
    }
    return one.seconds.empty() ? json::Value(nullptr) : json::Value(total);
}

// Who answered is shown in identified surveys alone.
json::Object response_json(const Response& one, survey::Mode mode) {
    const bool named = mode == survey::Mode::identified && one.customer_id;
    return {
        {"id", one.id.text()},
        {"survey_id", one.survey_id.text()},
        {"state", record::name_of_choice(one.state)},
        {"version", one.version},
        {"language", one.language},
        {"channel", one.channel},
        {"touchpoint", text_or_null(one.touchpoint)},
        {"location", text_or_null(one.location)},
        {"started_at", to_rfc3339(one.started_at)},
        {"completed_at", instant_json(one.completed_at)},
        {"page", text_or_null(one.page)},
        {"last_question", text_or_null(one.question)},
        {"seconds", seconds_of(one)},
        {"quota", text_or_null(one.quota)},
        {"customer_id", named ? json::Value(one.customer_id->text()) : json::Value(nullptr)},
        {"feedback_id",
         one.feedback_id ? json::Value(one.feedback_id->text()) : json::Value(nullptr)},
        {"hidden", survey::to_json(one.hidden)},
        {"answers", survey::to_json(one.answers)}
    };
}

// Of the viewer's own places and touchpoints.
bool is_visible(House& house, const Call& call, const Response& one) {
    const auto directory = house.catalogue.directory();
    feedback::Feedback as_feedback;
    as_feedback.touchpoint = one.touchpoint;
    as_feedback.location = one.location;
    return story::is_in_scope(as_feedback, call.actor, *directory);
}

Answer list(House& house, const Call& call) {
    const Survey survey = load(house, call);
    Problems problems;
    ResponseFilterReader reader_of_filter(*house.catalogue.directory(), problems);
    survey::ResponseQuery query;
    for (const auto& [name, text] : call.parameters()) {
        if (!reader_of_filter.read(name, text)) {
            read_place(name, text, query, problems);
        }
    }
    refuse_if(std::move(problems));
    query.filter = std::move(reader_of_filter.filter);
    query.filter.in_lots = survey::goes_in_lots(survey);
    narrow_to_actor(*house.catalogue.directory(), call.actor, query.filter);
    const auto all = house.database.read([&](db::Reader& reader) {
        return survey::list_responses(reader, survey.id, query);
    });
    return list_answer(
        all,
        query.limit,
        [](const Response& one) { return std::to_string(one.seq); },
        [&](const Response& one) { return response_json(one, survey.mode); }
    );
}

struct Found {
    Response response;
    survey::Mode mode;
};

Found find(House& house, db::Reader& reader, const Call& call) {
    auto response = survey::find_response(reader, call.id<Response>());
    if (!response || !is_visible(house, call, *response)) {
        throw Refusal(Code::not_found, "There is no such response.");
    }
    const auto survey = db::load(reader, response->survey_id);
    if (survey::goes_in_lots(survey) && response->lot.empty()) {
        throw Refusal(Code::not_found, "There is no such response.");
    }
    return {*std::move(response), survey.mode};
}

Answer read_one(House& house, const Call& call) {
    const auto found =
        house.database.read([&](db::Reader& reader) { return find(house, reader, call); });
    return json_answer(200, response_json(found.response, found.mode));
}

Answer remove(House& house, const Call& call) {
    house.database.write([&](db::Tx& tx) {
        const auto found = find(house, tx, call);
        const auto& id = found.response.feedback_id;
        if (const auto feedback = id ? feedback::find(tx, *id) : std::nullopt) {
            feedback::remove(tx, *feedback);
        }
        survey::remove_response(tx, found.response.id);
        db::audit(tx, call.change(), "remove", "response", found.response.id.text(), "", "");
    });
    return empty_answer();
}

Answer results(House& house, const Call& call) {
    const Survey survey = load(house, call);
    const auto directory = house.catalogue.directory();
    Problems problems;
    ResponseFilterReader filter(*directory, problems);
    std::string language = survey.language;
    for (const auto& [name, text] : call.parameters()) {
        if (name == "titles") {
            language = text;
        } else if (!filter.read(name, text)) {
            problems.push_back({name, "is not a filter of results"});
        }
    }
    refuse_if(std::move(problems));
    narrow_to_actor(*house.catalogue.directory(), call.actor, filter.filter);
    const auto found = story::show_results(house.intake(), survey, filter.filter);
    if (!found) {
        throw Refusal(Code::not_found, "There is no such version: publish the survey first.");
    }
    survey::note_look(house.database, survey.id, "", call.at);
    auto body = results_json(
        survey,
        filter.filter.version.value_or(survey.version),
        *found,
        story::limits_of(*directory, survey),
        language
    );
    body["as_of"] = to_rfc3339(call.at);
    return json_answer(200, body);
}

Answer texts(House& house, const Call& call) {
    const Survey survey = load(house, call);
    survey::ResponseQuery place;
    std::string question;
    Problems problems;
    for (const auto& [name, text] : call.parameters()) {
        name == "question" ? void(question = text) : read_place(name, text, place, problems);
    }
    if (question.empty()) {
        problems.push_back({"question", "is missing"});
    }
    refuse_if(std::move(problems));
    narrow_to_actor(*house.catalogue.directory(), call.actor, place.filter);
    const auto found = story::list_open_answers(house.intake(), survey, question, place);
    survey::note_look(house.database, survey.id, question, call.at);
    json::Array items;
    for (const auto& one : found.items) {
        items.push_back(json::Object{
            {"response_id", one.response_id},
            {"feedback_id", text_or_null(one.feedback_id.value_or(""))},
            {"at", to_rfc3339(one.at)},
            {"language", one.language},
            {"text", one.text}
        });
    }
    return json_answer(
        200,
        json::Object{
            {"items", std::move(items)},
            {"next_cursor",
             found.next ? json::Value(std::to_string(*found.next)) : json::Value(nullptr)},
            {"reason", found.hidden ? json::Value("hidden") : json::Value(nullptr)}
        }
    );
}

}  // namespace

void add_response_routes(Router& router, House& house) {
    using net::Method;
    for (const auto& [name, schema] : response_schemas()) {
        router.add_schema(name, json::parse(schema).get_object());
    }
    HouseRoutes routes(router, house);
    routes.add(
        Method::post,
        "/surveys/{id}/responses",
        send_feedback,
        receive,
        {.summary = "A filled survey",
         .takes = "survey_response_draft",
         .gives = "survey_receipt",
         .status = 201}
    );
    routes.add(
        Method::get,
        "/surveys/{id}/responses",
        read_feedback,
        list,
        {.summary = "Responses, newest first",
         .gives = "survey_response",
         .page = true,
         .asks = "page state version from to language channel touchpoint location"}
    );
    routes.add(
        Method::get,
        "/survey_responses/{id}",
        read_feedback,
        read_one,
        {.summary = "One response", .gives = "survey_response"}
    );
    routes.add(
        Method::del,
        "/survey_responses/{id}",
        set_up,
        remove,
        {.summary = "Remove a response and its feedback", .status = 204}
    );
    routes.add(
        Method::get,
        "/surveys/{id}/results",
        read_feedback,
        results,
        {.summary = "What was answered, question by question",
         .gives = "survey_results",
         .asks = "titles state version from to language channel touchpoint location"}
    );
    routes.add(
        Method::get,
        "/surveys/{id}/texts",
        read_feedback,
        texts,
        {.summary = "The open answers to one question",
         .gives = "survey_texts",
         .asks = "question page"}
    );
}

}  // namespace styk::http
