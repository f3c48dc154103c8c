#include "http/trend_api.h"

#include <algorithm>

#include "http/figure_json.h"
#include "http/figure_routes.h"
#include "http/query.h"
#include "http/record_api.h"
#include "insight/period.h"
#include "json/json.h"
#include "record/wire.h"
#include "story/show_lag.h"
#include "story/show_trend.h"

namespace styk::http {

namespace {

using insight::Mark;
using story::Trend;

constexpr int usual_horizon = 8, longest_horizon = 52;

void check_places(const feedback::Directory& directory, const Mark& mark) {
    Problems problems;
    if (mark.touchpoint && directory.touchpoints.find(*mark.touchpoint) == nullptr) {
        problems.push_back({"/touchpoint", "there is no such touchpoint"});
    }
    if (mark.location && directory.locations.find(*mark.location) == nullptr) {
        problems.push_back({"/location", "there is no such place"});
    }
    refuse_if(std::move(problems));
}

json::Object point_json(const Trend& trend, const story::TrendPoint& point) {
    json::Object out{
        {"key", period_key(trend.period, point.first_day)},
        {"from", to_iso_day(point.first_day)},
        {"complete", point.complete}
    };
    put_estimate(out, point.estimate);
    const bool shown = stats::shows_value(point.estimate.tier) || !point.estimate.value;
    out["lcl"] = number_json(shown ? point.lcl : std::nullopt);
    out["ucl"] = number_json(shown ? point.ucl : std::nullopt);
    json::Array signals;
    if (point.beyond_limits) {
        signals.emplace_back("beyond_limits");
    }
    if (point.run_of_8) {
        signals.emplace_back("run_of_8");
    }
    out["signals"] = std::move(signals);
    return out;
}

json::Object chart_json(const story::TrendChart& chart) {
    return {
        {"kind", chart.kind},
        {"center", number_json(chart.center)},
        {"baseline_points", chart.baseline},
        {"sigma_z", number_json(chart.sigma_z)},
        {"overdispersed", chart.overdispersed},
        {"provisional", chart.provisional},
        {"expected_false_alarms_per_year", chart.expected_false_alarms_per_year},
        {"reason", text_or_null(chart.reason)}
    };
}

std::string key_of(const Trend& trend, std::size_t point) {
    return period_key(trend.period, trend.points[point].first_day);
}

json::Array levels_json(const Trend& trend) {
    json::Array out;
    for (const auto& level : trend.levels) {
        json::Object one{{"from", key_of(trend, level.first)}, {"to", key_of(trend, level.last)}};
        put_estimate(one, level.estimate);
        out.push_back(std::move(one));
    }
    return out;
}

// The mark nearest to the first day of the new level, at most two periods away.
json::Value nearest_mark(const Trend& trend, Day day) {
    const Day near = 2 * (next_after(trend.period, day) - day);
    const Mark* nearest = nullptr;
    Day distance = near + 1;
    for (const Mark& mark : trend.marks) {
        const Day apart = std::abs(parse_iso_day(mark.at).value_or(day) - day);
        if (apart < distance) {
            nearest = &mark;
            distance = apart;
        }
    }
    return nearest == nullptr
               ? json::Value(nullptr)
               : json::Value(json::Object{
                     {"id", nearest->id.text()}, {"name", nearest->name}, {"at", nearest->at}
                 });
}

json::Array changes_json(const Trend& trend) {
    json::Array out;
    for (std::size_t i = 0; i < trend.changes.size(); ++i) {
        const auto& change = trend.changes[i];
        const Day day = trend.points[change.at].first_day;
        out.push_back(json::Object{
            {"at", key_of(trend, change.at)},
            {"from", to_iso_day(day)},
            {"before", number_json(trend.levels[i].estimate.value)},
            {"after", number_json(trend.levels[i + 1].estimate.value)},
            {"difference", number_json(change.difference.value)},
            {"lo", number_json(change.difference.lo)},
            {"hi", number_json(change.difference.hi)},
            {"p", number_json(change.difference.p)},
            {"p_adjusted", number_json(change.p_adjusted)},
            {"certain", change.certain},
            {"nearest_mark", nearest_mark(trend, day)}
        });
    }
    return out;
}

json::Object steady_json(const Trend& trend) {
    const auto& test = trend.steady;
    return {
        {"p", number_json(test.p)},
        {"slope_per_period", test.reason.empty() ? json::Value(test.sen_slope) : json::Value()},
        {"lo", number_json(test.sen_lo)},
        {"hi", number_json(test.sen_hi)},
        {"stands", test.p && *test.p <= 0.05},
        {"certain", trend.drifts},
        {"autocorrelation", number_json(test.autocorrelation)},
        {"reason", text_or_null(test.reason)}
    };
}

json::Array predicted_json(const Trend& trend) {
    json::Array out;
    if (trend.points.empty()) {
        return out;
    }
    // What is not over yet is forecast, so the forecast begins after the last whole period.
    const auto whole = std::find_if(
        trend.points.rbegin(), trend.points.rend(), [](const auto& one) { return one.complete; }
    );
    Day day = whole == trend.points.rend() ? trend.points.front().first_day : whole->first_day;
    const auto& prediction = trend.outlook.prediction;
    for (std::size_t i = 0; i < prediction.value.size(); ++i) {
        day = next_after(trend.period, day);
        out.push_back(json::Object{
            {"key", period_key(trend.period, day)},
            {"from", to_iso_day(day)},
            {"value", prediction.value[i]},
            {"lo", prediction.lo[i]},
            {"hi", prediction.hi[i]}
        });
    }
    return out;
}

json::Value backtest_json(const stats::Outlook& outlook) {
    if (outlook.backtests.empty()) {
        return nullptr;
    }
    const auto& best = outlook.backtests.front();
    json::Object out{{"origins", best.origins}};
    for (const auto& [name, value] : stats::figures_of(best)) {
        out[name] = number_json(value);
    }
    out["beaten_naive"] = best.against_naive && *best.against_naive < 1;
    return out;
}

json::Object trend_json(const Trend& trend, const metric::Metric& metric) {
    json::Array points, marks;
    for (const auto& point : trend.points) {
        points.push_back(point_json(trend, point));
    }
    for (const auto& mark : trend.marks) {
        marks.push_back(record::to_json(record::shape_of<Mark>(), &mark));
    }
    return {
        {"metric", metric_json(metric)},
        {"period", insight::name_of(trend.period)},
        {"points", std::move(points)},
        {"chart", chart_json(trend.chart)},
        {"levels", levels_json(trend)},
        {"changes", changes_json(trend)},
        {"trend", steady_json(trend)},
        {"seasonal", trend.seasonal},
        {"forecast",
         json::Object{
             {"model", stats::name(trend.outlook.method)},
             {"replaced", stats::name(trend.outlook.replaced)},
             {"points", predicted_json(trend)},
             {"backtest", backtest_json(trend.outlook)},
             {"reason", text_or_null(trend.outlook.reason)}
         }},
        {"marks", std::move(marks)},
        {"left_out", left_out_json(trend.left_out)},
        {"position", trend.position},
        {"reason", trend.points.empty() ? json::Value("no_answers") : json::Value(nullptr)}
    };
}

Answer trend(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto question =
        insight::read_question(*directory, call.parameters(), {"period", "horizon", "claims"});
    if (question.metrics.size() != 1) {
        throw Refusal(Code::invalid, "Look at one metric at a time.", {{"metric", "must be one"}});
    }
    auto found = story::show_trend(
        house.engine,
        *directory,
        call.actor,
        question,
        period_parameter(call),
        static_cast<int>(whole_parameter(call, "horizon", usual_horizon, 1, longest_horizon)),
        call.at
    );
    story::judge_claims(found, claims_parameter(call));
    if (!found.points.empty()) {
        const Day last = next_after(found.period, found.points.back().first_day) - 1;
        found.marks = house.database.read([&](db::Reader& reader) {
            return story::marks_of(reader, question.filter, found.points.front().first_day, last);
        });
    }
    return json_answer(200, trend_json(found, *directory->metrics.find(found.metric)));
}

insight::Question with_metric(
    const feedback::Directory& directory, insight::Question question, const Call& call
) {
    const auto key = parameter(call, "with");
    const auto* metric = key ? directory.metrics.find(*key) : nullptr;
    if (metric == nullptr) {
        throw Refusal(
            Code::invalid,
            "Compare it with which metric?",
            {{"with", key ? "there is no such metric" : "is missing"}}
        );
    }
    question.metrics = {metric->key};
    return question;
}

json::Object lag_json(const story::Lag::At& at) {
    return {{"lag", at.lag}, {"r", at.r}};
}

Answer lag(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto first = insight::read_question(*directory, call.parameters(), {"period", "with"});
    if (first.metrics.size() != 1) {
        throw Refusal(Code::invalid, "Compare two metrics.", {{"metric", "must be one"}});
    }
    const auto found = story::show_lag(
        house.engine,
        *directory,
        call.actor,
        first,
        with_metric(*directory, first, call),
        period_parameter(call),
        call.at
    );
    json::Array lags;
    for (const auto& one : found.lags) {
        lags.push_back(lag_json(one));
    }
    json::Value best = nullptr, granger = nullptr;
    if (found.best) {
        auto one = lag_json(*found.best);
        one["stands"] = found.stands;
        best = std::move(one);
    }
    if (found.granger) {
        granger = json::Object{
            {"f", found.granger->f}, {"p", found.granger->p}, {"lags", found.granger_lags}
        };
    }
    return json_answer(
        200,
        json::Object{
            {"periods", found.periods},
            {"bound", found.bound},
            {"lags", std::move(lags)},
            {"best", std::move(best)},
            {"granger", std::move(granger)},
            {"reads", found.reads},
            {"reason", text_or_null(found.reason)}
        }
    );
}

}  // namespace

void add_trend_routes(Router& router, House& house) {
    RecordRules<Mark> rules;
    rules.check = [&house](db::Reader&, const Mark& mark) {
        check_places(*house.catalogue.directory(), mark);
    };
    add_record_routes<Mark>(router, {house.database, house.clock, house.random}, rules);
    add_figure_routes(
        router,
        house,
        {{"/api/v1/insights/trend",
          trend,
          {.summary = "A metric over time: limits of chance, levels, forecast, marks",
           .gives = "trend",
           .asks = "filter period horizon claims"}},
         {"/api/v1/insights/lag",
          lag,
          {.summary = "Which of two metrics moves first",
           .gives = "lag",
           .asks = "filter with period"}}}
    );
}

}  // namespace styk::http
