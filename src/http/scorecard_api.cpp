#include "http/scorecard_api.h"

#include "http/figure_json.h"
#include "http/figure_routes.h"
#include "http/query.h"
#include "http/record_api.h"
#include "http/schema_words.h"
#include "insight/indicator.h"
#include "insight/period.h"
#include "insight/stored_question.h"
#include "json/json.h"
#include "story/compare.h"
#include "story/show_scorecard.h"

namespace styk::http {

namespace {

using insight::Indicator;
using story::ScorecardRow;

void check(const feedback::Directory& directory, const Indicator& indicator) {
    Problems problems;
    (void)insight::stored_question(directory, indicator.metric, indicator.query, problems);
    if (indicator.outcome && directory.metrics.find(*indicator.outcome) == nullptr) {
        problems.push_back({"/outcome", "there is no such metric"});
    }
    if (indicator.leading && !indicator.outcome) {
        problems.push_back({"/outcome", "is missing: the metric that it moves before"});
    }
    if (indicator.outcome && *indicator.outcome == indicator.metric) {
        problems.push_back({"/outcome", "must be another metric"});
    }
    refuse_if(std::move(problems));
}

json::Array series_json(const ScorecardRow& row) {
    const Period period = insight::period_of(row.indicator.period);
    json::Array out;
    for (const auto& point : row.series) {
        json::Object one{
            {"key", period_key(period, point.first_day)}, {"from", to_iso_day(point.first_day)}
        };
        put_estimate(one, point.estimate);
        out.push_back(std::move(one));
    }
    return out;
}

json::Object row_json(const ScorecardRow& row) {
    const auto& indicator = row.indicator;
    const Period period = insight::period_of(indicator.period);
    const bool moved =
        row.direction == story::Direction::up || row.direction == story::Direction::down;
    return {
        {"id", indicator.id.text()},
        {"name", indicator.name},
        {"metric", row.metric ? json::Value(metric_json(*row.metric)) : json::Value()},
        {"query", indicator.query},
        {"period", insight::name_of(period)},
        {"now_key",
         row.series.empty() ? json::Value() : json::Value(period_key(period, row.now_from))},
        {"now", estimate_json(row.now)},
        {"before", estimate_json(row.before)},
        {"year", estimate_json(row.year)},
        {"target", number_json(indicator.target)},
        {"status", story::name(row.status)},
        {"direction", story::name(row.direction)},
        {"difference", number_json(row.change.value)},
        {"lo", number_json(row.change.lo)},
        {"hi", number_json(row.change.hi)},
        {"p", number_json(row.change.p)},
        {"p_adjusted", number_json(row.p_adjusted)},
        {"certain", row.certain},
        {"better", moved ? json::Value(row.better) : json::Value()},
        {"series", series_json(row)},
        {"leading", indicator.leading},
        {"outcome", text_or_null(indicator.outcome.value_or(""))},
        {"reads", text_or_null(row.reads)},
        {"stale", row.stale},
        {"reason", text_or_null(row.reason.empty() ? row.change.reason : row.reason)}
    };
}

feedback::Filter filter_of(const feedback::Directory& directory, const Call& call) {
    Problems problems;
    std::vector<std::string> unknown;
    auto filter = feedback::read_filter(directory, call.parameters(), problems, &unknown);
    std::erase(unknown, "claims");
    for (const std::string& name : unknown) {
        problems.push_back({name, "is no name of a filter"});
    }
    for (const auto* name : {"from", "to"}) {
        if (call.query.has(name)) {
            problems.push_back({name, "has no use here: each indicator has its own period"});
        }
    }
    refuse_if(std::move(problems));
    return filter;
}

Answer scorecard(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto filter = filter_of(*directory, call);
    auto indicators = house.database.read(db::list_all<Indicator>);
    auto found = story::show_scorecard(
        house.engine, *directory, call.actor, std::move(indicators), filter, call.at
    );
    story::judge_claims(found, claims_parameter(call));
    json::Array items, conflicts;
    for (const auto& row : found.rows) {
        items.push_back(row_json(row));
    }
    for (const auto& [a, b] : found.conflicts) {
        conflicts.push_back(json::Object{
            {"a", found.rows[a].indicator.id.text()},
            {"b", found.rows[b].indicator.id.text()},
            {"certain", found.rows[a].certain && found.rows[b].certain}
        });
    }
    return json_answer(
        200,
        json::Object{
            {"items", std::move(items)},
            {"conflicts", std::move(conflicts)},
            {"q", story::false_discovery_rate},
            {"stands", found.stands},
            {"of", found.of}
        }
    );
}

void add_schemas(Router& router) {
    router.add_schema(
        "scorecard_point",
        schema_of_words("key:string from:string n:integer? value:number? lo:number? hi:number? "
                        "level:number method:string tier:string reason:string?")
    );
    router.add_schema(
        "scorecard_item",
        schema_of_words(
            "id:string name:string metric:metric_head? query:string period:string "
            "now_key:string? now:estimate before:estimate year:estimate target:number? "
            "status:string direction:string difference:number? lo:number? hi:number? "
            "p:number? p_adjusted:number? certain:boolean better:boolean? series:[scorecard_point] "
            "leading:boolean outcome:string? reads:string? stale:boolean "
            "reason:string?"
        )
    );
    router.add_schema("conflict", schema_of_words("a:string b:string certain:boolean"));
    router.add_schema(
        "scorecard",
        schema_of_words("items:[scorecard_item] conflicts:[conflict] q:number stands:integer "
                        "of:integer")
    );
}

}  // namespace

void add_scorecard_routes(Router& router, House& house) {
    RecordRules<Indicator> rules;
    rules.check = [&house](db::Reader&, const Indicator& indicator) {
        check(*house.catalogue.directory(), indicator);
    };
    add_record_routes<Indicator>(router, {house.database, house.clock, house.random}, rules);
    add_schemas(router);
    add_figure_routes(
        router,
        house,
        {{"/api/v1/insights/scorecard",
          scorecard,
          {.summary = "The chosen indicators at their last whole period, against target and before",
           .gives = "scorecard",
           .asks = "filter claims"}}}
    );
}

}  // namespace styk::http
