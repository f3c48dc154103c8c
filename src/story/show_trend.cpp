#include "story/show_trend.h"

#include <algorithm>
#include <array>
#include <map>

#include "db/record_store.h"
#include "insight/period.h"
#include "promise/market_move.h"
#include "stats/change_points.h"
#include "stats/control_chart.h"
#include "stats/decomposition.h"

namespace styk::story {

namespace {

constexpr std::size_t least_baseline = 12, full_baseline = 20;
constexpr std::size_t most_points = 1500;
constexpr double change_p = 0.05;
// How many periods a chart at rest runs between two alarms of "beyond 3 sigma" and "8 on one side"
// together (Champ & Woodall 1987).
constexpr double run_length_at_rest = 152.7;

double periods_a_year(Period period) {
    constexpr std::array<double, 6> all{8766, 365.25, 52.18, 12, 4, 1};
    return all[static_cast<std::size_t>(period)];
}

int season_of(Period period) {
    constexpr std::array<int, 6> all{24, 7, 52, 12, 4, 1};
    return all[static_cast<std::size_t>(period)];
}

// Days of the cells by the keys on the wire; a period without a cell has no answers.
std::vector<TrendPoint> points_of(
    const insight::Count& count,
    const std::vector<bool>& hidden,
    Period period,
    Day today,
    const stats::MetricRule& rule,
    const stats::TierLimits& limits
) {
    std::map<Day, stats::Histogram> cells;
    std::map<Day, bool> hides;
    for (std::size_t i = 0; i < count.rows.size(); ++i) {
        const auto& row = count.rows[i];
        const Day day = insight::first_day_of_key(period, row.keys.front().value()).value();
        cells.emplace(day, row.histogram);
        hides.emplace(day, hidden[i]);
    }
    std::vector<TrendPoint> points;
    if (cells.empty()) {
        return points;
    }
    const Day last = cells.rbegin()->first;
    for (Day day = cells.begin()->first; day <= last; day = next_after(period, day)) {
        TrendPoint point;
        point.first_day = day;
        point.complete = next_after(period, day) <= today;
        const auto found = cells.find(day);
        point.histogram =
            found == cells.end() ? stats::empty_histogram(rule.min, rule.max) : found->second;
        point.estimate = stats::estimate(rule, point.histogram, limits);
        if (hides[day]) {
            point.estimate = hidden_estimate(point.estimate);
        }
        points.push_back(std::move(point));
    }
    return points;
}

// What the statistics see: periods that are over and may be shown at all.
std::vector<std::size_t> judged(const std::vector<TrendPoint>& points) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto& one = points[i];
        if (one.complete && one.estimate.n > 0 && one.estimate.tier != stats::Tier::hidden) {
            out.push_back(i);
        }
    }
    return out;
}

std::vector<double> values_of(
    const stats::MetricRule& rule,
    const std::vector<TrendPoint>& points,
    const std::vector<std::size_t>& of
) {
    std::vector<double> values;
    values.reserve(of.size());
    for (const std::size_t i : of) {
        values.push_back(stats::value_of(rule, points[i].histogram).value_or(0));
    }
    return values;
}

stats::CountChart count_chart(
    const stats::MetricRule& rule,
    const std::vector<TrendPoint>& points,
    const std::vector<std::size_t>& of,
    std::size_t baseline
) {
    std::vector<stats::NetCounts> nets;
    std::vector<double> positive, sizes;
    for (const std::size_t i : of) {
        const auto counts = stats::net_counts(rule, points[i].histogram);
        nets.push_back(counts);
        positive.push_back(static_cast<double>(counts.positive));
        sizes.push_back(static_cast<double>(counts.n()));
    }
    return rule.kind == stats::Kind::net ? stats::nps_chart(nets, baseline)
                                         : stats::p_chart(positive, sizes, baseline);
}

void draw_counts(
    Trend& trend,
    const stats::CountChart& chart,
    const std::vector<double>& values,
    const std::vector<std::size_t>& of
) {
    trend.chart.reason = chart.reason;
    if (!chart.reason.empty()) {
        return;
    }
    const bool wide = stats::is_overdispersed(chart);
    trend.chart.center = chart.center;
    trend.chart.sigma_z = chart.laney_sigma_z;
    trend.chart.overdispersed = wide;
    for (std::size_t k = 0; k < of.size(); ++k) {
        trend.points[of[k]].lcl = (wide ? chart.laney_lcl : chart.lcl)[k];
        trend.points[of[k]].ucl = (wide ? chart.laney_ucl : chart.ucl)[k];
    }
    for (const std::size_t k : wide ? chart.laney_signals : chart.signals) {
        trend.points[of[k]].beyond_limits = true;
    }
    // The runs look at the side of the centre only, so any sigma serves.
    for (const std::size_t k : stats::rule_signals(values, chart.center, 1).run_of_8) {
        trend.points[of[k]].run_of_8 = true;
    }
}

void draw_values(
    Trend& trend, const std::vector<double>& values, const std::vector<std::size_t>& of
) {
    const auto chart = stats::xmr_chart(values, trend.chart.baseline);
    trend.chart.reason = chart.reason;
    if (!chart.reason.empty()) {
        return;
    }
    trend.chart.center = chart.center;
    for (const std::size_t i : of) {
        trend.points[i].lcl = chart.lcl;
        trend.points[i].ucl = chart.ucl;
    }
    for (const std::size_t k : chart.signals.beyond_limits) {
        trend.points[of[k]].beyond_limits = true;
    }
    for (const std::size_t k : chart.signals.run_of_8) {
        trend.points[of[k]].run_of_8 = true;
    }
}

void draw_chart(
    Trend& trend,
    const stats::MetricRule& rule,
    const std::vector<double>& values,
    const std::vector<std::size_t>& of
) {
    const bool counts = rule.kind == stats::Kind::net || rule.kind == stats::Kind::box;
    trend.chart.kind = rule.kind == stats::Kind::net ? "net" : counts ? "p" : "xmr";
    trend.chart.expected_false_alarms_per_year = periods_a_year(trend.period) / run_length_at_rest;
    if (of.size() < least_baseline) {
        trend.chart.reason = stats::reason::too_short;
        return;
    }
    trend.chart.baseline = std::min(of.size(), full_baseline);
    trend.chart.provisional = of.size() < full_baseline;
    if (counts) {
        draw_counts(trend, count_chart(rule, trend.points, of, trend.chart.baseline), values, of);
    } else {
        draw_values(trend, values, of);
    }
}

stats::Histogram added_up(
    const std::vector<TrendPoint>& points,
    const std::vector<std::size_t>& of,
    std::size_t begin,
    std::size_t end
) {
    stats::Histogram sum;
    for (std::size_t k = begin; k < end; ++k) {
        stats::merge(sum, points[of[k]].histogram);
    }
    return sum;
}

// The levels between breaks that also differ by the test of their answers; a season would look like
// many breaks, so it is taken out first.
void find_levels(
    Trend& trend,
    const stats::MetricRule& rule,
    const std::vector<double>& values,
    const std::vector<std::size_t>& of,
    const stats::TierLimits& limits
) {
    if (of.empty()) {
        return;
    }
    std::vector<double> calm = values;
    const int season = season_of(trend.period);
    trend.seasonal = stats::has_season(values, season);
    if (const auto parts = stats::decompose(values, season, stats::Season::additive);
        trend.seasonal && parts) {
        calm = stats::without_season(values, *parts, stats::Season::additive);
    }
    std::vector<std::size_t> starts{0};
    for (const std::size_t next : stats::segmented_mean(calm).breaks) {
        starts.push_back(next);
    }
    starts.push_back(of.size());
    std::size_t begin = 0;
    for (std::size_t k = 1; k + 1 < starts.size(); ++k) {
        const auto before = added_up(trend.points, of, begin, starts[k]);
        const auto after = added_up(trend.points, of, starts[k], starts[k + 1]);
        const auto found = stats::difference(rule, after, before);
        if (found.p && *found.p <= change_p) {
            trend.levels.push_back(
                {of[begin], of[starts[k] - 1], stats::estimate(rule, before, limits)}
            );
            const double places = static_cast<double>(of.size() - 1);
            trend.changes.push_back({of[starts[k]], found, std::min(1.0, *found.p * places)});
            begin = starts[k];
        }
    }
    trend.levels.push_back(
        {of[begin],
         of.back(),
         stats::estimate(rule, added_up(trend.points, of, begin, of.size()), limits)}
    );
}

stats::ForecastScale scale_of(stats::Kind kind) {
    return kind == stats::Kind::box   ? stats::ForecastScale::share
           : kind == stats::Kind::net ? stats::ForecastScale::net
                                      : stats::ForecastScale::plain;
}

bool concerns(
    const std::optional<std::string>& key, const feedback::Filter& filter, feedback::Criterion of
) {
    if (!key) {
        return true;
    }
    return std::all_of(filter.clauses.begin(), filter.clauses.end(), [&](const auto& clause) {
        const bool listed =
            std::find(clause.values.begin(), clause.values.end(), *key) != clause.values.end();
        return clause.criterion != of || listed != clause.negated;
    });
}

// A move of the market on the axis of time; nothing when it is felt only elsewhere.
std::optional<insight::Mark> mark_of(
    db::Reader& reader, const promise::MarketMove& move, const feedback::Filter& filter
) {
    insight::Mark mark;
    mark.id.uuid = move.id.uuid;
    mark.revision = move.revision;
    mark.created_at = move.created_at;
    mark.updated_at = move.updated_at;
    mark.at = move.at;
    mark.name = move.name;
    mark.description = move.text;
    mark.kind = insight::MarkKind::market;
    for (const auto& id : move.touchpoint_ids) {
        mark.touchpoint = reader.find_text("SELECT key FROM touchpoint WHERE id = $1", id);
        if (mark.touchpoint && concerns(mark.touchpoint, filter, feedback::Criterion::touchpoint)) {
            return mark;
        }
    }
    return move.touchpoint_ids.empty() ? std::optional(mark) : std::nullopt;  // felt everywhere
}

}  // namespace

void add_claims(Claims& claims, Trend& trend) {
    for (TrendChange& change : trend.changes) {
        claims.add(change.p_adjusted, change.certain, &change.difference);
    }
    const bool level = !trend.changes.empty() || !trend.chart.reason.empty();
    claims.add(level ? std::nullopt : trend.steady.p, trend.drifts);
}

std::vector<insight::Mark> marks_of(
    db::Reader& reader, const feedback::Filter& filter, Day first, Day last
) {
    auto marks = db::list_all<insight::Mark>(reader);
    for (const auto& move : db::list_all<promise::MarketMove>(reader)) {
        if (auto mark = mark_of(reader, move, filter)) {
            marks.push_back(*std::move(mark));
        }
    }
    const auto begin = to_iso_day(first), end = to_iso_day(last);
    std::erase_if(marks, [&](const insight::Mark& mark) {
        return mark.at < begin || mark.at > end ||
               !concerns(mark.touchpoint, filter, feedback::Criterion::touchpoint) ||
               !concerns(mark.location, filter, feedback::Criterion::location);
    });
    std::sort(marks.begin(), marks.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    return marks;
}

Trend show_trend(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    insight::Question question,
    Period period,
    int horizon,
    Instant now
) {
    question.by = {std::string(insight::name_of(period))};
    auto left_out = keep_one_kind(engine, directory, actor, question);
    const Guard guard(engine, directory, actor, question);
    const auto& limits = guard.limits();
    const auto& key = question.metrics.front();
    const auto rule = metric::rule_of(*directory.metrics.find(key));
    const auto count = engine.count(directory, key, question.by, guard.filter());
    Trend trend;
    trend.metric = key;
    trend.period = period;
    trend.position = count.position;
    trend.left_out = std::move(left_out);
    const Day today = directory.zone.day_of(now);
    const auto hidden = guard.hides(key, question.by, count.rows);
    trend.points = points_of(count, hidden, period, today, rule, limits);
    const auto of = judged(trend.points);
    const auto values = values_of(rule, trend.points, of);
    draw_chart(trend, rule, values, of);
    find_levels(trend, rule, values, of, limits);
    trend.steady = stats::trend_test(values);
    judge_claims(trend);
    trend.outlook = stats::outlook(
        values,
        {.period = season_of(period),
         .horizon = horizon,
         .level = 0.95,
         .scale = scale_of(rule.kind)}
    );
    return trend;
}

}  // namespace styk::story
