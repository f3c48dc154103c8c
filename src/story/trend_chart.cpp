#include "story/trend_chart.h"

#include <algorithm>

#include "story/chart_scale.h"

namespace styk::story {

namespace {

constexpr std::size_t most_ticks = 12;

paper::ChartPoint point_of(const TrendPoint& point) {
    paper::ChartPoint out;
    const auto& of = point.estimate;
    if (stats::shows_value(of.tier)) {
        out.value = of.value;
        out.lo = of.lo;
        out.hi = of.hi;
        out.lcl = point.lcl;
        out.ucl = point.ucl;
        out.hollow = !stats::ranks(of.tier) || !point.complete;
        out.loud = point.beyond_limits;
    }
    return out;
}

// Months where they begin, thinned until they fit.
void name_ticks(paper::LineChart& chart, const Trend& trend, const Speaker& speaker) {
    std::vector<std::size_t> begins;
    for (std::size_t i = 0; i < trend.points.size(); ++i) {
        const auto month = [&](std::size_t k) {
            return first_day_of(Period::month, trend.points[k].first_day);
        };
        if (i == 0 || month(i) != month(i - 1)) {
            begins.push_back(i);
        }
    }
    const std::size_t every = (begins.size() + most_ticks - 1) / most_ticks;
    for (std::size_t k = 0; k < begins.size(); k += std::max<std::size_t>(1, every)) {
        const Day day = trend.points[begins[k]].first_day;
        chart.points[begins[k]].tick =
            every > 2 ? speaker.language().month(day) : speaker.language().short_month(day);
    }
}

void put_marks(paper::LineChart& chart, const Trend& trend) {
    const Day first = trend.points.front().first_day;
    const auto days = static_cast<double>(trend.points.back().first_day - first);
    for (const auto& mark : trend.marks) {
        const auto at = parse_iso_day(mark.at);
        if (at && days > 0) {
            const double share = static_cast<double>(*at - first) / days;
            const auto last = static_cast<double>(trend.points.size() - 1);
            chart.marks.push_back({std::clamp(share * last, 0.0, last), mark.name});
        }
    }
}

}  // namespace

paper::LineChart chart_of(
    const Trend& trend, const metric::Metric& metric, const Speaker& speaker
) {
    const FigureWords words(speaker, metric.kind);
    paper::LineChart chart;
    std::vector<double> seen;
    for (const auto& point : trend.points) {
        chart.points.push_back(point_of(point));
        const auto& drawn = chart.points.back();
        for (const auto& value : {drawn.lo, drawn.value, drawn.hi}) {
            if (value) {
                seen.push_back(*value);
            }
        }
    }
    name_ticks(chart, trend, speaker);
    if (metric.target) {
        seen.push_back(*metric.target);
        chart.goal = paper::Tick{
            *metric.target, speaker.text("board.goal", {{"goal", words.value(*metric.target)}})
        };
    }
    const auto scale = scale_of(seen, metric::range_of_score(metric));
    chart.bottom = scale.bottom;
    chart.top = scale.top;
    for (const double at : scale.ticks) {
        chart.ticks.push_back({at, words.value(at)});
    }
    for (const auto& level : trend.levels) {
        if (level.estimate.value) {
            chart.levels.push_back({level.first, level.last, *level.estimate.value});
        }
    }
    put_marks(chart, trend);
    return chart;
}

}  // namespace styk::story
