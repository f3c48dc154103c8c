#include "http/figure_json.h"
#include "http/journey_json.h"
#include "http/journey_live_api.h"
#include "http/journeys_api.h"
#include "http/query.h"
#include "http/schema_words.h"
#include "journey/compare_maps.h"
#include "people/roles.h"
#include "story/lived_metrics.h"
#include "story/show_journey.h"
#include "story/show_journeys.h"

namespace styk::http {

namespace {

using journey::Journey;

constexpr int most_found = 50;

// ---- compare

json::Value if_said(std::int64_t sum, std::int64_t steps) {
    return steps == 0 ? json::Value(nullptr) : json::Value(sum);
}

json::Object length_json(const journey::WayLength& length) {
    return {
        {"steps", length.steps},
        {"minutes", if_said(length.minutes, length.with_minutes)},
        {"effort", if_said(length.effort, length.with_effort)},
        {"with_minutes", length.with_minutes},
        {"with_effort", length.with_effort}
    };
}

json::Object saved_json(const journey::WayLength& a, const journey::WayLength& b) {
    return {
        {"steps", a.steps - b.steps},
        {"minutes", if_said(a.minutes - b.minutes, a.with_minutes * b.with_minutes)},
        {"effort", if_said(a.effort - b.effort, a.with_effort * b.with_effort)}
    };
}

json::Array pains_json(const std::vector<journey::ComparedPain>& pains) {
    json::Array out;
    for (const auto& pain : pains) {
        json::Array removed_by;
        for (const auto& one : pain.removed_by) {
            removed_by.push_back(
                json::Object{{"step_id", one.step_id}, {"name", one.name}, {"note", one.note}}
            );
        }
        out.push_back(json::Object{
            {"step_id", pain.step_id},
            {"name", pain.name},
            {"source", pain.source},
            {"removed_by", std::move(removed_by)}
        });
    }
    return out;
}

// The map asked for by `name`, or else the first of that kind.
const journey::JourneyMap& chosen_map(
    const std::vector<journey::JourneyMap>& maps,
    const Call& call,
    const char* name,
    journey::MapKind kind
) {
    const auto asked = parameter(call, name);
    for (const auto& map : maps) {
        if (asked ? map.head.id == *asked : map.head.kind == kind) {
            return map;
        }
    }
    throw Refusal(
        Code::invalid,
        "There is nothing to compare yet.",
        {{name, asked ? "is no map of this journey" : "the journey has no such map yet"}}
    );
}

// What figures say of the steps, for whoever may read figures.
std::set<std::string> painful_steps(House& house, const Call& call, const journey::MapDoc& doc) {
    if (!call.actor.has(people::may::read_figures)) {
        return {};
    }
    story::StepsAsked asked;
    asked.steps = story::subjects_of(doc);
    asked.not_lived = house.database.read(story::metrics_not_lived);
    const auto directory = house.catalogue.directory();
    return story::pains_by_rule(story::step_figures(house.engine, *directory, call.actor, asked));
}

Answer compare(House& house, const Call& call) {
    const auto maps = house.database.read([&](db::Reader& reader) {
        (void)db::load(reader, call.id<Journey>());
        return journey::load_maps(reader, call.id<Journey>());
    });
    const auto& as_is = chosen_map(maps, call, "as_is", journey::MapKind::as_is);
    const auto& to_be = chosen_map(maps, call, "to_be", journey::MapKind::to_be);
    const auto compared =
        journey::compare(as_is.doc, to_be.doc, painful_steps(house, call, as_is.doc));
    json::Array replaced;
    for (const auto& one : compared.replaced) {
        replaced.push_back(json::Object{{"as_is", path_json(one.as_is)}, {"to_be", one.to_be}});
    }
    return json_answer(
        200,
        json::Object{
            {"as_is_map", as_is.head.id},
            {"to_be_map", to_be.head.id},
            {"as_is", length_json(compared.as_is)},
            {"to_be", length_json(compared.to_be)},
            {"saved", saved_json(compared.as_is, compared.to_be)},
            {"pains", pains_json(compared.pains)},
            {"replaced", std::move(replaced)},
            {"dropped", path_json(compared.dropped)},
            {"added", path_json(compared.added)}
        }
    );
}

// ---- overview and search

// What hurts on the way: people say so, or the figures do and people do not say otherwise.
json::Array open_pains_json(const story::JourneyRow& row, const RowFigures& figures) {
    using enum journey::StepMarkState;
    json::Array out;
    for (std::size_t i = 0; i < row.curve.size(); ++i) {
        const auto& point = row.curve[i];
        const bool said = point.pain == on;
        if (said || (figures.hurts[i] && point.pain != off)) {
            out.push_back(json::Object{
                {"step_id", point.step_id},
                {"name", point.name},
                {"source", said ? "people" : "data"},
                {"reason", said ? json::Value(point.pain_reason) : json::Value(nullptr)}
            });
        }
    }
    return out;
}

json::Object row_json(const story::JourneyRow& row, const RowFigures& figures) {
    json::Array curve;
    for (std::size_t i = 0; i < row.curve.size(); ++i) {
        const auto& point = row.curve[i];
        curve.push_back(json::Object{
            {"step_id", point.step_id},
            {"drawn", or_null(point.drawn)},
            {"value", number_json(figures.curve[i])}
        });
    }
    return {
        {"id", row.journey.id.text()},
        {"name", row.journey.name},
        {"map_id", or_null(row.map_id)},
        {"steps", row.steps},
        {"pains", row.pains},
        {"open_pains", open_pains_json(row, figures)},
        {"unanswered_questions", row.unanswered_questions},
        {"partly_answered_questions", row.partly_answered_questions},
        {"coverage", json::Object{{"listened", figures.listened}, {"steps", row.steps}}},
        {"score", figures.score},
        {"outcome", figures.outcome},
        {"outcome_score", figures.outcome_score},
        {"curve", std::move(curve)},
        {"overdue_review", row.overdue_review}
    };
}

Answer overview(House& house, const Call& call) {
    json::Array rows;
    const auto all = house.database.read([&](db::Reader& reader) {
        return story::show_journeys(reader, call.at);
    });
    const auto figures = overview_figures(house, call, all);
    for (std::size_t i = 0; i < all.size(); ++i) {
        rows.push_back(row_json(all[i], figures[i]));
    }
    return json_answer(200, json::Object{{"rows", std::move(rows)}});
}

Answer search(House& house, const Call& call) {
    const auto q = parameter(call, "q").value_or("");
    json::Array items;
    const auto found = house.database.read([&](db::Reader& reader) {
        return journey::search_steps(reader, q, most_found);
    });
    for (const auto& one : found) {
        items.push_back(json::Object{
            {"journey_id", one.journey_id},
            {"journey", one.journey},
            {"map_id", one.map_id},
            {"map", one.map},
            {"kind", record::name_of_choice(one.kind)},
            {"step_id", one.step_id},
            {"step", one.step},
            {"touchpoint", or_null(one.touchpoint)},
            {"snippet", one.snippet}
        });
    }
    return json_answer(200, json::Object{{"items", std::move(items)}});
}

}  // namespace

void add_journey_view_routes(Router& router, House& house) {
    router.add_schema(
        "journey_curve_point", schema_of_words("step_id:string drawn:integer? value:number?")
    );
    router.add_schema(
        "open_pain", schema_of_words("step_id:string name:string source:string reason:string?")
    );
    router.add_schema("journey_coverage", schema_of_words("listened:integer? steps:integer"));
    router.add_schema(
        "journey_row",
        schema_of_words("id:string name:string map_id:string? steps:integer pains:integer "
                        "open_pains:[open_pain] "
                        "unanswered_questions:integer partly_answered_questions:integer "
                        "coverage:journey_coverage score:any outcome:driver_outcome? "
                        "outcome_score:estimate curve:[journey_curve_point] "
                        "overdue_review:boolean")
    );
    router.add_schema("journey_overview", schema_of_words("rows:[journey_row]"));
    router.add(
        net::Method::get,
        "/api/v1/journeys/overview",
        logged_in,
        with(house, overview),
        {.summary = "All journeys at a glance",
         .gives = "journey_overview",
         .asks = "filter outcome"}
    );
    router.add(
        net::Method::get,
        "/api/v1/journeys/search",
        logged_in,
        with(house, search),
        {.summary = "Steps by their words", .gives = "found_steps", .asks = "q"}
    );
    router.add(
        net::Method::get,
        "/api/v1/journeys/{id}/compare",
        logged_in,
        with(house, compare),
        {.summary = "As it is beside as it is to be: what is saved, what becomes of each pain",
         .gives = "journey_comparison",
         .asks = "as_is to_be"}
    );
}

}  // namespace styk::http
