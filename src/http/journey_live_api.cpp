#include "http/journey_live_api.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/query_string.h"
#include "http/figure_json.h"
#include "http/figure_routes.h"
#include "http/path_api.h"
#include "http/path_json.h"
#include "http/query.h"
#include "http/schema_words.h"
#include "http/step_json.h"
#include "insight/stored_question.h"
#include "journey/map_store.h"
#include "journey/persona.h"
#include "json/json.h"
#include "people/roles.h"
#include "promise/promise.h"
#include "story/lift_of.h"
#include "story/scope.h"
#include "story/show_journey.h"
#include "story/show_segment.h"

namespace styk::http {

namespace {

constexpr std::int64_t usual_voices = 3, most_voices = 10;
constexpr std::size_t topics_a_step = 3;

constexpr std::pair<std::string_view, std::string_view> schemas[] = {
    {"persona_live",
     "persona_id:string segment:string? customers:integer? reason:string? feedback:integer "
     "metric:string? score:estimate emotion:step_emotion as_of:string"},
    {"step_path", "step_id:string node:path_node?"},
    {"step_skipped", "step_id:string share:path_share"},
    {"link_taken", "link_id:string share:path_share"},
    {"path_shortcut", "from:string to:string n:integer share:path_share saved_steps:integer"},
    {"path_elsewhere", "key:string name:string touchpoint:string? visits:integer?"},
    {"map_paths",
     "map_id:string paths:paths steps:[step_path] skipped:[step_skipped] "
     "drawn_links:[link_taken] shortcuts:[path_shortcut] not_on_map:[path_elsewhere] "
     "reason:string?"},
};

journey::JourneyMap map_of(House& house, const Call& call) {
    return house.database.read([&](db::Reader& reader) {
        return journey::load_map(reader, call.path_values.at(0));
    });
}

struct LiveAsked {
    story::StepsAsked question{};
    std::size_t voices = 0;
    bool topics = true;
};

bool is_own_name(const std::string& name) {
    constexpr std::string_view own[] = {"metric", "outcome", "by", "voices", "topics"};
    return std::find(std::begin(own), std::end(own), name) != std::end(own);
}

void read_own(
    const feedback::Directory& directory,
    const std::string& name,
    const std::string& value,
    story::StepsAsked& asked,
    Problems& problems
) {
    if (name == "metric") {
        const auto* metric = directory.metrics.find(value);
        if (metric == nullptr) {
            problems.push_back({"metric", fmt::format("there is no metric {}", value)});
        } else {
            asked.metric = metric->key;
        }
    } else if (name == "outcome") {
        if (auto outcome = insight::read_outcome(directory, name, value)) {
            asked.outcome = *std::move(outcome);
        } else {
            problems.push_back(outcome.error());
        }
    } else if (name == "by") {
        if (value == "touchpoint" || value == "channel" || !insight::is_group(directory, value)) {
            problems.push_back({"by", fmt::format("steps cannot be divided by {}", value)});
        }
        asked.by = value;
    }
}

LiveAsked live_asked(const feedback::Directory& directory, const Call& call) {
    LiveAsked out;
    Problems problems;
    record::Parameters rest;
    for (const auto& [name, value] : call.parameters()) {
        if (is_own_name(name)) {
            read_own(directory, name, value, out.question, problems);
        } else {
            rest.emplace_back(name, value);
        }
    }
    out.question.filter = feedback::read_filter(directory, rest, problems);
    refuse_if(std::move(problems));
    out.voices =
        static_cast<std::size_t>(whole_parameter(call, "voices", usual_voices, 0, most_voices));
    out.topics = parameter(call, "topics") != "false";
    return out;
}

// What people expect, believe or confirm is not how a step was.
std::vector<std::string> not_lived(House& house) {
    std::vector<std::string> out;
    const auto promises = house.database.read([](db::Reader& reader) {
        return db::list_all<promise::Promise>(reader);
    });
    for (const auto& one : promises) {
        for (const auto* metric :
             {&one.expectation_metric, &one.kept_metric, &one.believed_metric}) {
            if (*metric) {
                out.push_back(**metric);
            }
        }
    }
    return out;
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

json::Array topics_json(
    House& house,
    const feedback::Directory& directory,
    const Viewer& viewer,
    const LiveAsked& asked,
    const story::StepFigures& step
) {
    json::Array out;
    if (step.comments.n() == 0) {
        return out;
    }
    for (const auto& topic : story::topics_at(
             house.engine,
             directory,
             viewer.actor,
             asked.question.filter,
             *step.subject.touchpoint,
             topics_a_step
         )) {
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

json::Object live_json(
    House& house,
    const feedback::Directory& directory,
    const Viewer& viewer,
    const journey::JourneyMap& map,
    LiveAsked asked
) {
    asked.question.steps = story::subjects_of(map.doc);
    asked.question.not_lived = not_lived(house);
    const auto figures = story::step_figures(house.engine, directory, viewer.actor, asked.question);
    const auto voices = voices_of(house, directory, viewer, asked, figures);
    json::Array steps;
    for (const auto& step : figures.steps) {
        auto one = step_json(step, asked.question.by);
        const auto heard = voices.find(step.subject.touchpoint.value_or(""));
        if (heard != voices.end()) {
            one["newest"] = voices_json(heard->second, step.metric, heard->first);
        }
        if (asked.topics) {
            one["topics"] = topics_json(house, directory, viewer, asked, step);
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

json::Object laid_json(
    const std::string& map_id,
    const std::vector<story::MapStep>& steps,
    const story::MapPaths& map,
    const story::PathsFound& found,
    Instant at
) {
    json::Array nodes, skipped, links, shortcuts, elsewhere;
    for (std::size_t i = 0; i < map.nodes.size(); ++i) {
        const auto& node = map.nodes[i];
        nodes.push_back(json::Object{
            {"step_id", steps[i].id},
            {"node",
             node ? json::Value(path_node_json(found.paths.nodes[*node])) : json::Value(nullptr)}
        });
    }
    for (const auto& one : map.skipped) {
        skipped.push_back(json::Object{{"step_id", one.id}, {"share", path_share_json(one.share)}});
    }
    for (const auto& one : map.links) {
        links.push_back(json::Object{{"link_id", one.id}, {"share", path_share_json(one.share)}});
    }
    for (const auto& one : map.shortcuts) {
        shortcuts.push_back(json::Object{
            {"from", one.from},
            {"to", one.to},
            {"n", one.n},
            {"share", path_share_json(one.share)},
            {"saved_steps", one.saved_steps}
        });
    }
    for (const auto& place : found.read.elsewhere) {
        const bool few = place.events < found.limits.anonymous_below;
        elsewhere.push_back(json::Object{
            {"key", place.key},
            {"name", place.name},
            {"touchpoint", place.is_touchpoint ? json::Value(place.key) : json::Value(nullptr)},
            {"visits", few ? json::Value(nullptr) : json::Value(place.events)}
        });
    }
    return {
        {"map_id", map_id},
        {"paths", paths_json(found.paths, at)},
        {"steps", std::move(nodes)},
        {"skipped", std::move(skipped)},
        {"drawn_links", std::move(links)},
        {"shortcuts", std::move(shortcuts)},
        {"not_on_map", std::move(elsewhere)},
        {"reason", map.reason.empty() ? json::Value(nullptr) : json::Value(map.reason)}
    };
}

Answer paths(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto map = map_of(house, call);
    auto asked = read_paths_asked(*directory, call);
    const auto steps = story::steps_of(map.doc);
    asked.touchpoints = story::touchpoints_of(steps);
    const auto found = house.database.read([&](db::Reader& reader) {
        return story::show_paths(reader, *directory, call.actor, asked, call.at);
    });
    const auto laid = story::lay_over(steps, story::links_of(map.doc), found);
    return json_answer(200, laid_json(map.head.id, steps, laid, found, call.at));
}

// The people a persona stands for, and what they say.
Answer persona_live(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto persona = house.database.read([&](db::Reader& reader) {
        return db::find(reader, call.id<journey::Persona>());
    });
    if (!persona) {
        throw Refusal(Code::not_found, "There is no such persona.");
    }
    const auto asked = live_asked(*directory, call).question;
    Problems problems;
    const auto pairs = read_query_string(persona->segment.value_or(""));
    feedback::Filter segment;
    if (pairs) {
        segment = feedback::read_filter(*directory, *pairs, problems);
    }
    story::SegmentFigures found;
    found.score.reason = found.emotion.reason = "no_segment";
    found.reason = "no_segment";
    if (!pairs || !problems.empty()) {  // the setup has changed since the persona was written
        found.score.reason = found.emotion.reason = found.reason = "segment_unreadable";
    } else if (persona->segment) {
        found = house.database.read([&](db::Reader& reader) {
            return story::show_segment(
                reader, house.engine, *directory, call.actor, segment, asked.filter, asked.metric
            );
        });
    }
    return json_answer(
        200,
        json::Object{
            {"persona_id", persona->id.text()},
            {"segment", persona->segment ? json::Value(*persona->segment) : json::Value(nullptr)},
            {"customers", found.customers ? json::Value(*found.customers) : json::Value(nullptr)},
            {"reason", text_or_null(found.reason)},
            {"feedback", found.feedback},
            {"metric",
             found.metric == nullptr ? json::Value(nullptr) : json::Value(found.metric->key)},
            {"score", estimate_json(found.score)},
            {"emotion", emotion_json(found.emotion)},
            {"as_of", to_rfc3339(call.at)}
        }
    );
}

}  // namespace

std::vector<RowFigures> overview_figures(
    House& house, const Call& call, const std::vector<story::JourneyRow>& rows
) {
    const auto directory = house.catalogue.directory();
    auto asked = live_asked(*directory, call).question;
    asked.with_moments = false;
    asked.not_lived = not_lived(house);
    for (const auto& row : rows) {
        for (const auto& point : row.curve) {
            asked.steps.push_back({point.step_id, point.touchpoint});
        }
    }
    const auto figures = story::step_figures(house.engine, *directory, call.actor, asked);
    auto step = figures.steps.begin();
    std::vector<RowFigures> out;
    for (const auto& row : rows) {
        RowFigures one;
        std::vector<const story::StepFigures*> own;
        for (std::size_t i = 0; i < row.curve.size(); ++i, ++step) {
            own.push_back(&*step);
            one.listened += step->is_listened() ? 1 : 0;
            one.curve.push_back(step->emotion.value);
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
    asked.topics = false;
    return live_json(house, *house.catalogue.directory(), {nobody, at}, map, asked);
}

void add_journey_live_routes(Router& router, House& house) {
    add_step_schemas(router);
    for (const auto& [name, words] : schemas) {
        router.add_schema(name, schema_of_words(words));
    }
    add_figure_routes(
        router,
        house,
        {{"/api/v1/journey_maps/{id}/live",
          live,
          {.summary = "What customers say at each step of a map, what decides, what hurts",
           .gives = "live_map",
           .asks = "filter outcome by voices topics"}},
         {"/api/v1/journey_maps/{id}/paths",
          paths,
          {.summary = "The ways customers went, laid over a map",
           .gives = "map_paths",
           .asks = std::string(path_parameters)}},
         {"/api/v1/personas/{id}/live",
          persona_live,
          {.summary = "The customers a persona stands for: how many, and how they rate",
           .gives = "persona_live",
           .asks = "filter"}}}
    );
}

}  // namespace styk::http
