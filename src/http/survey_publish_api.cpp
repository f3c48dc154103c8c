// What to mend before a survey goes out, and its going out.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "http/figure_json.h"
#include "http/refuse.h"
#include "http/survey_routes.h"
#include "json/json.h"
#include "record/wire.h"
#include "story/write_survey.h"

namespace styk::http {

namespace {

using people::may::read_feedback;
using people::may::set_up;
using survey::Survey;

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
    const Survey survey = load_survey(house, call);
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
        refuse("/key", "is no warning of this survey");
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
    const Survey survey = load_survey(house, call);
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
        refuse("/definition_revision", "must be a whole number");
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

template <survey::State To>
Answer turn(House& house, const Call& call) {
    return survey_answer(
        200, story::change_state(house.intake(), call.id<Survey>(), To, call.change())
    );
}

struct Turn {
    const char *path, *summary;
    HouseRoutes::Handler handler;
};

constexpr std::array turns{
    Turn{"/surveys/{id}/pause", "Let it rest", turn<survey::State::paused>},
    Turn{"/surveys/{id}/resume", "Go on after a pause", turn<survey::State::live>},
    Turn{"/surveys/{id}/close", "End it", turn<survey::State::closed>},
    Turn{"/surveys/{id}/reopen", "Open a closed one again", turn<survey::State::live>}
};

}  // namespace

void add_publishing_routes(HouseRoutes& routes) {
    using net::Method;
    routes.add(
        Method::get,
        "/surveys/{id}/check",
        read_feedback,
        [](House& house, const Call& call) {
            return check_answer(house, load_survey(house, call));
        },
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
        {.summary = "Take the warning up again", .status = 204, .asks = "key question"}
    );
    routes.add(
        Method::post,
        "/surveys/{id}/publish",
        set_up,
        publish,
        {.summary = "Publish the draft", .takes = "survey_publish", .gives = "survey_published"}
    );
    for (const Turn& one : turns) {
        routes.add(
            Method::post, one.path, set_up, one.handler, {.summary = one.summary, .gives = "survey"}
        );
    }
}

}  // namespace styk::http
