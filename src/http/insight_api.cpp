#include "http/insight_api.h"

#include <algorithm>
#include <map>

#include "http/figure_json.h"
#include "http/figure_routes.h"
#include "http/insight_schema.h"
#include "http/query.h"
#include "json/json.h"
#include "story/compare.h"
#include "story/scope.h"
#include "story/show_tally.h"
#include "story/two_periods.h"

namespace styk::http {

namespace {

void put_keys(
    json::Object& out,
    const insight::Question& question,
    const std::vector<std::optional<std::string>>& keys
) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
        out[question.by[i]] = keys[i] ? json::Value(*keys[i]) : json::Value(nullptr);
    }
}

json::Object row_json(const insight::Question& question, const story::TallyRow& row) {
    json::Object out;
    if (question.metrics.size() > 1) {
        out["metric"] = row.metric;
    }
    put_keys(out, question, row.keys);
    put_figure(out, row.estimate, row.histogram);
    return out;
}

insight::Question question_of(
    House& house, const Call& call, const std::vector<std::string_view>& also = {}
) {
    return insight::read_question(*house.catalogue.directory(), call.parameters(), also);
}

Answer tally(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto tally =
        story::show_tally(house.engine, *directory, call.actor, question_of(house, call));
    json::Array rows, totals, metrics;
    for (const auto& row : tally.rows) {
        rows.push_back(row_json(tally.question, row));
    }
    for (const auto& total : tally.totals) {
        totals.push_back(row_json(tally.question, total));
        metrics.push_back(metric_json(*directory->metrics.find(total.metric)));
    }
    const bool one = metrics.size() == 1;
    return json_answer(
        200,
        json::Object{
            {"metric", one ? metrics.at(0) : json::Value(metrics)},
            {"by", json::Array(tally.question.by.begin(), tally.question.by.end())},
            {"rows", std::move(rows)},
            {"total", one ? totals.at(0) : json::Value(totals)},
            {"left_out", left_out_json(tally.left_out)},
            {"position", tally.position},
            {"as_of", to_rfc3339(call.at)}
        }
    );
}

json::Object side_json(const story::Side& side) {
    json::Object out;
    put_figure(out, side.estimate, side.histogram);
    return out;
}

void put_test(json::Object& out, const story::Comparison& row, const char* lo, const char* hi) {
    out["difference"] = number_json(row.difference.value);
    out[lo] = number_json(row.difference.lo);
    out[hi] = number_json(row.difference.hi);
    out["p"] = number_json(row.difference.p);
    out["p_adjusted"] = number_json(row.p_adjusted);
    out["test"] = stats::name(row.difference.test);
    out["stands"] = row.stands;
    out["certain"] = row.certain;
    out["reason"] = text_or_null(row.reason);
}

void need_one_metric(const insight::Question& question) {
    if (question.metrics.size() != 1) {
        throw Refusal(Code::invalid, "Compare one metric at a time.", {{"metric", "must be one"}});
    }
}

json::Object period_json(Instant from, Instant to) {
    return {{"from", to_rfc3339(from)}, {"to", to_rfc3339(to)}};
}

Answer changes(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto question = question_of(house, call, {"claims"});
    need_one_metric(question);
    const auto period = story::two_periods(question.filter, *directory, call.at);
    auto found = story::compare_periods(
        house.engine, *directory, call.actor, question, period.before_from, period.from, period.to
    );
    story::judge_claims(found, claims_parameter(call));
    json::Array rows;
    for (const auto& row : found.rows) {
        json::Object out;
        put_keys(out, question, row.keys);
        out["after"] = side_json(row.one);
        out["before"] = side_json(row.other);
        put_test(out, row, "lo", "hi");
        rows.push_back(std::move(out));
    }
    return json_answer(
        200,
        json::Object{
            {"before", period_json(period.before_from, period.from)},
            {"after", period_json(period.from, period.to)},
            {"q", story::false_discovery_rate},
            {"stands", found.stands},
            {"certain", story::count_certain(found)},
            {"of", found.of},
            {"left_out", left_out_json(found.left_out)},
            {"rows", std::move(rows)}
        }
    );
}

Answer differences(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto question = question_of(house, call, {"claims"});
    need_one_metric(question);
    auto found = story::compare_groups(house.engine, *directory, call.actor, question);
    story::judge_claims(found, claims_parameter(call));
    json::Array rows;
    for (const auto& row : found.rows) {
        json::Object out;
        put_keys(out, question, row.keys);
        put_figure(out, row.one.estimate, row.one.histogram);
        out["rest"] = side_json(row.other);
        put_test(out, row, "lo_difference", "hi_difference");
        rows.push_back(std::move(out));
    }
    return json_answer(
        200,
        json::Object{
            {"q", story::false_discovery_rate},
            {"stands", found.stands},
            {"certain", story::count_certain(found)},
            {"of", found.of},
            {"left_out", left_out_json(found.left_out)},
            {"rows", std::move(rows)}
        }
    );
}

// Every touchpoint with what is heard there, those without anything included.
Answer coverage(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    Problems problems;
    auto filter = feedback::read_filter(*directory, call.parameters(), problems);
    refuse_if(std::move(problems));
    story::narrow_to_scope(filter, call.actor, *directory);
    const auto by_key = [&](const feedback::Filter& asked) {
        std::map<std::string, insight::Tallied> found;
        for (const auto& row : house.engine.count_records(*directory, "touchpoint", asked)) {
            found.emplace(row.key.value_or(""), row);
        }
        return found;
    };
    const auto all = by_key(filter);
    filter.has_comment = true;
    const auto commented = by_key(filter);
    json::Array items;
    for (const auto& touchpoint : directory->touchpoints.all()) {
        const auto heard = all.find(touchpoint.key);
        const auto words = commented.find(touchpoint.key);
        items.push_back(json::Object{
            {"touchpoint", touchpoint.key},
            {"feedback", heard == all.end() ? 0 : heard->second.records},
            {"ratings", heard == all.end() ? 0 : heard->second.ratings},
            {"comments", words == commented.end() ? 0 : words->second.records}
        });
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

}  // namespace

void add_insight_routes(Router& router, House& house) {
    add_insight_schemas(router);
    add_figure_routes(
        router,
        house,
        {{"/api/v1/insights/tally",
          tally,
          {.summary = "Any metric by any dimension and period, with intervals",
           .gives = "tally",
           .asks = "filter by"}},
         {"/api/v1/insights/changes",
          changes,
          {.summary = "What changed against the period before: stands and certain",
           .gives = "comparison",
           .asks = "filter by claims"}},
         {"/api/v1/insights/differences",
          differences,
          {.summary = "Which groups differ: stands and certain",
           .gives = "comparison",
           .asks = "filter by claims"}},
         {"/api/v1/insights/coverage",
          coverage,
          {.summary = "What is heard at each touchpoint",
           .gives = "coverage",
           .page = true,
           .asks = "filter"}}}
    );
}

}  // namespace styk::http
