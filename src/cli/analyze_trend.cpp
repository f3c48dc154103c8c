#include "cli/analyze_trend.h"

#include <algorithm>
#include <fmt/format.h>

#include "cli/analyze_periods.h"
#include "cli/analyze_trend_chart.h"
#include "stats/forecast.h"
#include "stats/trend.h"

namespace styk::cli {

namespace {

constexpr double much_autocorrelation = 0.2;

int season_of(Period period) {
    switch (period) {
        case Period::day:
            return 7;
        case Period::week:
            return 52;
        case Period::month:
            return 12;
        case Period::quarter:
            return 4;
        case Period::hour:
        case Period::year:
            break;
    }
    return 1;
}

stats::ForecastScale scale_of(stats::Kind kind) {
    return kind == stats::Kind::box   ? stats::ForecastScale::share
           : kind == stats::Kind::net ? stats::ForecastScale::net
                                      : stats::ForecastScale::plain;
}

std::string signal_of(const TrendPoint& point) {
    return point.beyond ? "beyond the limits" : point.run ? "8 on one side" : "";
}

void put_points(
    Findings& out, const std::vector<TrendPoint>& points, const Measure& measure, Period period
) {
    json::Array figures;
    Grid grid;
    grid.add({"period", "value", "n", "limits", ""});
    for (const TrendPoint& point : points) {
        const auto key = period_key(period, point.first_day);
        const auto n = static_cast<std::uint64_t>(point.sample.sums().n);
        figures.push_back(json::Object{
            {"key", key},
            {"from", to_iso_day(point.first_day)},
            {"value", point.sample.value()},
            {"n", n},
            {"lcl", number(point.lcl)},
            {"ucl", number(point.ucl)},
            {"beyond_limits", point.beyond},
            {"run_of_8", point.run}
        });
        const auto unit = measure.unit();
        grid.add(
            {key,
             unit.of(point.sample.value()),
             std::to_string(n),
             unit.of(point.lcl, point.ucl),
             signal_of(point)}
        );
    }
    out.figures["points"] = std::move(figures);
    out.text += grid.text();
}

void put_chart(
    Findings& out, const TrendChart& chart, const std::vector<TrendPoint>& points, Unit unit
) {
    out.figures["chart"] = json::Object{
        {"kind", chart.kind},
        {"center", number(chart.center)},
        {"baseline", chart.baseline},
        {"overdispersed", chart.wide},
        {"reason", text_or_null(chart.reason)}
    };
    if (!chart.reason.empty()) {
        out.text +=
            fmt::format("\nNo control limits: {} (12 periods at least).\n", words_of(chart.reason));
        return;
    }
    const auto signals = std::count_if(points.begin(), points.end(), [](const TrendPoint& point) {
        return point.beyond || point.run;
    });
    out.text += fmt::format(
        "\nControl chart: centre {} of the first {} periods; {} of {} periods signal.{}\n",
        unit.of(chart.center),
        chart.baseline,
        signals,
        points.size(),
        chart.wide ? " The limits are widened: periods differ by more than chance." : ""
    );
}

void put_changes(
    Findings& out,
    const std::vector<LevelChange>& changes,
    const std::vector<TrendPoint>& points,
    const Measure& measure,
    Period period
) {
    json::Array figures;
    const auto unit = measure.unit();
    for (const LevelChange& change : changes) {
        const auto key = period_key(period, points[change.at].first_day);
        figures.push_back(json::Object{
            {"at", key},
            {"before", change.before},
            {"after", change.after},
            {"difference", json_of(change.difference)}
        });
        out.text += fmt::format(
            "Change of level at {}: from {} to {} (by {}, p {}).\n",
            key,
            unit.of(change.before),
            unit.of(change.after),
            unit.signed_one().of(change.difference.lo, change.difference.hi),
            p_text(change.difference.p)
        );
    }
    if (changes.empty()) {
        out.text += "No change of level stands.\n";
    }
    out.figures["changes"] = std::move(figures);
}

void put_steady(Findings& out, const std::vector<double>& values, Unit unit) {
    const auto test = stats::trend_test(values);
    const bool stands = test.p && *test.p <= significant_p;
    const bool chained = test.autocorrelation && *test.autocorrelation > much_autocorrelation;
    const auto reason = test.reason.empty() && !test.p ? stats::reason::constant : test.reason;
    out.figures["trend"] = json::Object{
        {"p", number(test.p)},
        {"slope_per_period", test.reason.empty() ? number(test.sen_slope) : json::Value()},
        {"stands", stands},
        {"autocorrelation", number(test.autocorrelation)},
        {"reason", text_or_null(reason)}
    };
    if (!test.p) {
        out.text += fmt::format("No test of a steady trend: {}.\n", words_of(reason));
        return;
    }
    out.text += fmt::format(
        "Steady trend (Mann-Kendall): {}, {} a period, p {}.{}\n",
        !stands              ? "no evidence"
        : test.sen_slope > 0 ? "rising"
        : test.sen_slope < 0 ? "falling"
                             : "too slight to tell",
        unit.signed_one().of(test.sen_slope),
        p_text(test.p),
        chained ? " Periods depend on those before, so p is too small." : ""
    );
}

json::Value backtest_json(const stats::Outlook& outlook) {
    if (outlook.backtests.empty()) {
        return nullptr;
    }
    const auto& best = outlook.backtests.front();
    json::Object out{{"origins", best.origins}};
    for (const auto& [name, value] : stats::figures_of(best)) {
        out[name] = number(value);
    }
    return out;
}

std::string backtest_text(const stats::Outlook& outlook) {
    if (outlook.backtests.empty() || !outlook.backtests.front().against_naive) {
        return "not tested on the past (too few periods)";
    }
    const auto& best = outlook.backtests.front();
    return fmt::format(
        "over the last {} origins its error was {:.2f} of that of \"as last time\"; {} of the "
        "values lay within the limits",
        best.origins,
        *best.against_naive,
        per_cent.of(best.coverage)
    );
}

void put_forecast(
    Findings& out, const stats::Outlook& outlook, Day last, Period period, const Unit& unit
) {
    json::Array figures;
    Grid grid;
    Day day = last;
    const auto& next = outlook.prediction;
    for (std::size_t i = 0; i < next.value.size(); ++i) {
        day = next_after(period, day);
        const auto key = period_key(period, day);
        figures.push_back(json::Object{
            {"key", key},
            {"value", number(next.value[i])},
            {"lo", number(next.lo[i])},
            {"hi", number(next.hi[i])}
        });
        grid.add({key, unit.of(next.value[i]), unit.of(next.lo[i], next.hi[i])});
    }
    const auto reason = outlook.reason.empty() ? next.reason : outlook.reason;
    out.figures["forecast"] = json::Object{
        {"method", stats::name(outlook.method)},
        {"points", std::move(figures)},
        {"backtest", backtest_json(outlook)},
        {"reason", text_or_null(reason)}
    };
    out.text += next.value.empty() ? fmt::format("No forecast: {}.\n", words_of(reason))
                                   : fmt::format(
                                         "\nForecast, if nothing new happens (method {}): {}.\n{}",
                                         stats::name(outlook.method),
                                         backtest_text(outlook),
                                         grid.text()
                                     );
}

void note_gaps(Findings& out, std::size_t empty, std::size_t missing) {
    out.figures["empty_periods"] = empty;
    out.figures["missing"] = missing;
    if (empty > 0) {
        out.text += fmt::format("{} periods have no answers and are left out.\n", empty);
    }
    if (missing > 0) {
        out.text += fmt::format("{} rows have no rating or no day.\n", missing);
    }
}

}  // namespace

Findings analyze_trend(const Table& table, const TrendAsked& asked) {
    const Measure measure(asked.measure);
    const Period period = period_of(asked.period);
    const auto answers = dated_answers(table, measure, asked.date);
    const auto periods = by_period(measure, answers, period);
    auto points = points_of(periods);
    const auto chart = draw_chart(points, measure.kind());
    const auto values = values_of(points);
    Findings out;
    out.figures["what"] = "trend";
    out.figures["metric"] = asked.measure.metric;
    out.figures["period"] = asked.period;
    out.text = fmt::format("Trend of {} by {} ({})\n", measure.title(), asked.period, table.name());
    put_points(out, points, measure, period);
    put_chart(out, chart, points, measure.unit());
    put_changes(out, changes_of(measure, points, season_of(period)), points, measure, period);
    put_steady(out, values, measure.unit());
    const auto outlook = stats::outlook(
        values,
        {.period = season_of(period),
         .horizon = asked.horizon,
         .level = measure.level(),
         .scale = scale_of(measure.kind())}
    );
    put_forecast(out, outlook, points.back().first_day, period, measure.unit());
    note_gaps(out, periods.size() - points.size(), answers.missing);
    return out;
}

}  // namespace styk::cli
