#include "story/show_series.h"

#include <algorithm>
#include <map>

#include "stats/change_points.h"
#include "stats/control_chart.h"
#include "stats/difference_in_differences.h"
#include "stats/interval.h"

namespace styk::story {

namespace {

constexpr std::size_t least_baseline = 12, full_baseline = 20;
constexpr double change_p = 0.05;
constexpr std::size_t most_steps = 5000;

stats::Summary summary_of(const stats::CellSums& sums) {
    return {sums.n, sums.mean, sums.n > 1 ? sums.m2 / (sums.n - 1) : 0};
}

SeriesStep step_of(Day day, const stats::CellSums& sums) {
    SeriesStep step;
    step.first_day = day;
    step.n = static_cast<std::uint64_t>(sums.n);
    step.summary = summary_of(sums);
    if (step.n > 0) {
        step.mean = sums.mean;
    }
    if (const auto around = stats::t_interval(sums.n, sums.mean, step.summary.variance);
        around && step.summary.variance > 0) {
        step.lo = around->lo;
        step.hi = around->hi;
    }
    return step;
}

std::vector<SeriesStep> steps_of(
    const std::vector<insight::SeriesPoint>& points,
    Period period,
    const TimeZone& zone,
    Instant now
) {
    std::map<Day, stats::CellSums> cells;
    for (const auto& point : points) {
        stats::add(cells[first_day_of(period, zone.day_of(point.at))], point.value);
    }
    std::vector<SeriesStep> steps;
    if (cells.empty()) {
        return steps;
    }
    const Day last = cells.rbegin()->first, today = zone.day_of(now);
    for (Day day = cells.begin()->first; day <= last && steps.size() < most_steps;
         day = next_after(period, day)) {
        const auto found = cells.find(day);
        steps.push_back(step_of(day, found == cells.end() ? stats::CellSums{} : found->second));
        steps.back().complete = next_after(period, day) <= today;
    }
    return steps;
}

// Steps that are over and hold a number: what the statistics see.
std::vector<std::size_t> judged(const std::vector<SeriesStep>& steps) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].complete && steps[i].n > 0) {
            out.push_back(i);
        }
    }
    return out;
}

void draw_limits(
    SeriesTrend& trend, const std::vector<double>& values, const std::vector<std::size_t>& of
) {
    if (of.size() < least_baseline) {
        trend.chart_reason = stats::reason::too_short;
        return;
    }
    trend.baseline = std::min(of.size(), full_baseline);
    const auto chart = stats::xmr_chart(values, trend.baseline);
    trend.chart_reason = chart.reason;
    if (!chart.reason.empty()) {
        return;
    }
    trend.center = chart.center;
    for (const std::size_t i : of) {
        trend.steps[i].lcl = chart.lcl;
        trend.steps[i].ucl = chart.ucl;
    }
    for (const std::size_t k : chart.signals.beyond_limits) {
        trend.steps[of[k]].beyond_limits = true;
    }
    for (const std::size_t k : chart.signals.run_of_8) {
        trend.steps[of[k]].run_of_8 = true;
    }
}

// The means of these steps as numbers of their own: a step with many points is no surer for a
// level of steps.
stats::CellSums added_up(const std::vector<double>& values, std::size_t begin, std::size_t end) {
    stats::CellSums sums;
    for (std::size_t k = begin; k < end; ++k) {
        stats::add(sums, values[k]);
    }
    return sums;
}

void find_levels(
    SeriesTrend& trend, const std::vector<double>& values, const std::vector<std::size_t>& of
) {
    if (of.empty()) {
        return;
    }
    std::vector<std::size_t> starts{0};
    for (const std::size_t next : stats::segmented_mean(values).breaks) {
        starts.push_back(next);
    }
    starts.push_back(of.size());
    std::size_t begin = 0;
    for (std::size_t k = 1; k + 1 < starts.size(); ++k) {
        const auto before = added_up(values, begin, starts[k]);
        const auto found = stats::mean_difference(
            summary_of(added_up(values, starts[k], starts[k + 1])), summary_of(before)
        );
        if (found.p && *found.p <= change_p) {
            trend.levels.push_back({of[begin], of[starts[k] - 1], before.mean});
            trend.changes.push_back({of[starts[k]], found});
            begin = starts[k];
        }
    }
    trend.levels.push_back({of[begin], of.back(), added_up(values, begin, of.size()).mean});
}

}  // namespace

SeriesTrend show_series(
    const std::vector<insight::SeriesPoint>& points,
    Period period,
    const TimeZone& zone,
    Instant now
) {
    SeriesTrend trend;
    trend.steps = steps_of(points, period, zone, now);
    const auto of = judged(trend.steps);
    std::vector<double> values;
    values.reserve(of.size());
    for (const std::size_t i : of) {
        values.push_back(*trend.steps[i].mean);
    }
    draw_limits(trend, values, of);
    find_levels(trend, values, of);
    trend.steady = stats::trend_test(values);
    return trend;
}

}  // namespace styk::story
