#include "http/journey_live_api.h"

#include <algorithm>

#include "http/figure_json.h"
#include "http/figure_routes.h"
#include "http/live_asked.h"
#include "http/map_path_api.h"
#include "http/peak_end_api.h"
#include "http/persona_live_api.h"
#include "http/promise_json.h"
#include "http/step_json.h"
#include "json/json.h"
#include "people/roles.h"
#include "story/journey_outcome.h"
#include "story/lift_of.h"
#include "story/lived_metrics.h"
#include "story/scope.h"
#include "story/show_journey.h"
#include "story/step_promises.h"

namespace styk::http {

namespace {

constexpr std::size_t topics_a_step = 3;

journey::JourneyMap map_of(House& house, const Call& call) {
    return house.database.read([&](db::Reader& reader) {
        return journey::load_map(reader, call.path_values.at(0));
    });
}

// Who looks, and when.
struct Viewer {
    const people::Actor& actor;
    Instant at;
};

std::map<std::string, std::vector<story::Voice>> voices_of(
    House& house,
    const feedback::Directory& directory,
    const Viewer& viewer,
    const LiveAsked& asked,
    const story::JourneyFigures& figures
) {
    if (asked.voices == 0 || !viewer.actor.has(people::may::read_feedback)) {
        return {};
    }
    std::vector<std::string> touchpoints;
    for (const auto& step : figures.steps) {
        if (step.comments.n() > 0) {
            touchpoints.push_back(*step.subject.touchpoint);
        }
    }
    auto filter = asked.question.filter;
    story::narrow_to_scope(filter, viewer.actor, directory);
    return house.database.read([&](db::Reader& reader) {
        return story::newest_voices(reader, filter, touchpoints, asked.voices);
    });
}

using TopicsAt = std::map<std::string, std::vector<story::StepTopic>>;

TopicsAt topics_of(
    House& house,
    const feedback::Directory& directory,
    const Viewer& viewer,
    const LiveAsked& asked,
    const story::JourneyFigures& figures
) {
    std::set<std::string> touchpoints;
    for (const auto& step : figures.steps) {
        if (asked.topics && step.comments.n() > 0) {
            touchpoints.insert(*step.subject.touchpoint);
        }
    }
    return touchpoints.empty() ? TopicsAt()
                               : story::topics_at(
                                     house.engine,
                                     directory,
                                     viewer.actor,
                                     asked.question.filter,
                                     touchpoints,
                                     topics_a_step
                                 );
}

json::Array topics_json(
    const feedback::Directory& directory, const std::vector<story::StepTopic>& topics
) {
    json::Array out;
    for (const auto& topic : topics) {
        const auto* known = directory.topics.find(topic.key);
        out.push_back(json::Object{
            {"key", topic.key},
            {"name", known == nullptr ? topic.key : known->name},
            {"n", topic.n},
            {"share", topic.share}
        });
    }
    return out;
}

std::optional<story::Lift> lift_of(
    House& house,
    const feedback::Directory& directory,
    const Viewer& viewer,
    const LiveAsked& asked,
    const story::JourneyFigures& figures
) {
    if (!figures.outcome || figures.outcome->trait || figures.drivers.empty()) {
        return {};
    }
    return story::lift_of_items(
        house.engine,
        directory,
        viewer.actor,
        figures.outcome->rated,
        asked.question.filter,
        figures.drivers
    );
}

story::StepPromises promised_at(
    House& house,
    const feedback::Directory& directory,
    const Viewer& viewer,
    const LiveAsked& asked,
    const journey::MapDoc& doc
) {
    if (!asked.promises) {
        return {};
    }
    return story::step_promises(
        house.database, house.engine, directory, viewer.actor, doc, asked.question.filter
    );
}

json::Object live_json(
    House& house,
    const feedback::Directory& directory,
    const Viewer& viewer,
    const journey::JourneyMap& map,
    LiveAsked asked
) {
    asked.question.steps = story::subjects_of(map.doc);
    asked.question.not_lived = house.database.read(story::metrics_not_lived);
    const auto figures = story::step_figures(house.engine, directory, viewer.actor, asked.question);
    const auto voices = voices_of(house, directory, viewer, asked, figures);
    const auto topics = topics_of(house, directory, viewer, asked, figures);
    const auto promised = promised_at(house, directory, viewer, asked, map.doc);
    json::Array steps;
    for (const auto& step : figures.steps) {
        auto one = step_json(step, asked.question.by);
        const auto heard = voices.find(step.subject.touchpoint.value_or(""));
        if (heard != voices.end()) {
            one["newest"] = voices_json(heard->second, step.metric, heard->first);
        }
        if (const auto told = topics.find(step.subject.touchpoint.value_or(""));
            told != topics.end()) {
            one["topics"] = topics_json(directory, told->second);
        }
        if (step.subject.touchpoint) {
            const auto& where = *step.subject.touchpoint;
            one["promise"] = step_promises_json(
                promised.promises, promised.shown, where, directory.firm.language
            );
            one["met"] = step_met_json(promised.shown, where);
        }
        steps.push_back(std::move(one));
    }
    const auto& by = asked.question.by;
    return {
        {"map_id", map.head.id},
        {"metric", text_or_null(figures.metric)},
        {"by", text_or_null(by)},
        {"as_of", to_rfc3339(viewer.at)},
        {"steps", std::move(steps)},
        {"journey", journey_figures_json(figures, lift_of(house, directory, viewer, asked, figures))
        }
    };
}

Answer live(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto map = map_of(house, call);
    const auto asked = live_asked(*directory, call);
    return json_answer(200, live_json(house, *directory, {call.actor, call.at}, map, asked));
}

std::vector<std::set<std::string>> touchpoints_of_rows(const std::vector<story::JourneyRow>& rows) {
    std::vector<std::set<std::string>> out;
    for (const auto& row : rows) {
        auto& own = out.emplace_back();
        for (const auto& point : row.curve) {
            if (point.touchpoint) {
                own.insert(*point.touchpoint);
            }
        }
    }
    return out;
}

}  // namespace

std::vector<RowFigures> overview_figures(
    House& house, const Call& call, const std::vector<story::JourneyRow>& rows
) {
    const auto directory = house.catalogue.directory();
    auto asked = live_asked(*directory, call).question;
    asked.with_moments = false;
    asked.not_lived = house.database.read(story::metrics_not_lived);
    for (const auto& row : rows) {
        for (const auto& point : row.curve) {
            asked.steps.push_back({point.step_id, point.touchpoint});
        }
    }
    const auto& actor = call.actor;
    const auto counts = story::lived_counts(house.engine, *directory, actor, asked);
    const auto figures = story::step_figures(house.engine, *directory, actor, asked, counts);
    const auto outcomes = story::journey_outcomes(
        house.engine,
        *directory,
        actor,
        counts.all,
        asked.filter,
        touchpoints_of_rows(rows),
        asked.outcome
    );
    auto step = figures.steps.begin();
    auto whole = outcomes.begin();
    std::vector<RowFigures> out;
    for (const auto& row : rows) {
        RowFigures one;
        one.outcome = outcome_json(whole->outcome);
        one.outcome_score = estimate_json(whole->shown.score);
        ++whole;
        std::vector<const story::StepFigures*> own;
        for (std::size_t i = 0; i < row.curve.size(); ++i, ++step) {
            own.push_back(&*step);
            one.listened += step->is_listened() ? 1 : 0;
            one.curve.push_back(step->emotion.value);
            one.hurts.push_back(std::ranges::any_of(step->marks, [](const auto& mark) {
                return mark.kind == story::MarkKind::pain;
            }));
        }
        const auto joined = story::joined_score(*directory, own);
        if (!joined.metric.empty()) {
            auto score = estimate_json(joined.score);
            score["metric"] = joined.metric;
            one.score = std::move(score);
        }
        out.push_back(std::move(one));
    }
    return out;
}

json::Object shared_live_json(House& house, const journey::JourneyMap& map, Instant at) {
    const auto nobody = people::the_system();
    LiveAsked asked;
    asked.topics = asked.promises = false;
    return live_json(house, *house.catalogue.directory(), {nobody, at}, map, asked);
}

void add_journey_live_routes(Router& router, House& house) {
    add_step_schemas(router);
    add_figure_routes(
        router,
        house,
        {{"/api/v1/journey_maps/{id}/live",
          live,
          {.summary = "What customers say at each step of a map, what decides, what hurts",
           .gives = "live_map",
           .asks = "filter outcome by voices topics promises"}}}
    );
    add_map_path_routes(router, house);
    add_persona_live_routes(router, house);
    add_peak_end_routes(router, house);
}

}  // namespace styk::http
