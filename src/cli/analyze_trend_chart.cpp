#include "cli/analyze_trend_chart.h"

#include <algorithm>

#include "stats/change_points.h"
#include "stats/control_chart.h"
#include "stats/decomposition.h"

namespace styk::cli {

namespace {

constexpr std::size_t least_baseline = 12, full_baseline = 20;

stats::CountChart count_chart(
    const std::vector<TrendPoint>& points, stats::Kind kind, std::size_t baseline
) {
    std::vector<stats::NetCounts> nets;
    std::vector<double> positive, sizes;
    for (const TrendPoint& point : points) {
        nets.push_back(point.sample.counts());
        positive.push_back(static_cast<double>(nets.back().positive));
        sizes.push_back(static_cast<double>(nets.back().n()));
    }
    return kind == stats::Kind::net ? stats::nps_chart(nets, baseline)
                                    : stats::p_chart(positive, sizes, baseline);
}

void mark(
    std::vector<TrendPoint>& points, const stats::Indices& beyond, const stats::Indices& runs
) {
    for (const auto i : beyond) {
        points[i].beyond = true;
    }
    for (const auto i : runs) {
        points[i].run = true;
    }
}

void draw_counts(TrendChart& out, const stats::CountChart& chart, std::vector<TrendPoint>& points) {
    out.reason = chart.reason;
    if (!chart.reason.empty()) {
        return;
    }
    out.center = chart.center;
    out.wide = stats::is_overdispersed(chart);
    for (std::size_t i = 0; i < points.size(); ++i) {
        points[i].lcl = (out.wide ? chart.laney_lcl : chart.lcl)[i];
        points[i].ucl = (out.wide ? chart.laney_ucl : chart.ucl)[i];
    }
    // A run looks at the side of the centre only, so any sigma serves.
    const auto runs = stats::rule_signals(values_of(points), chart.center, 1).run_of_8;
    mark(points, out.wide ? chart.laney_signals : chart.signals, runs);
}

void draw_values(TrendChart& out, std::vector<TrendPoint>& points) {
    const auto chart = stats::xmr_chart(values_of(points), out.baseline);
    out.reason = chart.reason;
    if (!chart.reason.empty()) {
        return;
    }
    out.center = chart.center;
    for (TrendPoint& point : points) {
        point.lcl = chart.lcl;
        point.ucl = chart.ucl;
    }
    mark(points, chart.signals.beyond_limits, chart.signals.run_of_8);
}

// A season would look like many changes, so it is taken out first.
std::vector<std::size_t> breaks_of(const std::vector<double>& values, int season) {
    std::vector<double> calm = values;
    if (stats::has_season(values, season)) {
        if (const auto parts = stats::decompose(values, season, stats::Season::additive)) {
            calm = stats::without_season(values, *parts, stats::Season::additive);
        }
    }
    return stats::segmented_mean(calm).breaks;
}

Sample merged(
    const Measure& measure,
    const std::vector<TrendPoint>& points,
    std::size_t begin,
    std::size_t end
) {
    Sample sum(measure);
    for (std::size_t i = begin; i < end; ++i) {
        sum.merge(points[i].sample);
    }
    return sum;
}

}  // namespace

std::vector<TrendPoint> points_of(const std::vector<PeriodSample>& periods) {
    std::vector<TrendPoint> points;
    for (const auto& one : periods) {
        if (!one.sample.empty()) {
            points.push_back({one.first_day, one.sample});
        }
    }
    return points;
}

std::vector<double> values_of(const std::vector<TrendPoint>& points) {
    std::vector<double> values;
    values.reserve(points.size());
    for (const TrendPoint& point : points) {
        values.push_back(point.sample.value());
    }
    return values;
}

TrendChart draw_chart(std::vector<TrendPoint>& points, stats::Kind kind) {
    const bool counts = kind == stats::Kind::net || kind == stats::Kind::box;
    TrendChart out;
    out.kind = kind == stats::Kind::net ? "net" : counts ? "p" : "xmr";
    out.baseline = std::min(points.size(), full_baseline);
    if (points.size() < least_baseline) {
        out.reason = stats::reason::too_short;
    } else if (counts) {
        draw_counts(out, count_chart(points, kind, out.baseline), points);
    } else {
        draw_values(out, points);
    }
    return out;
}

std::vector<LevelChange> changes_of(
    const Measure& measure, const std::vector<TrendPoint>& points, int season
) {
    auto ends = breaks_of(values_of(points), season);
    ends.push_back(points.size());
    std::vector<LevelChange> out;
    std::size_t begin = 0;
    for (std::size_t k = 0; k + 1 < ends.size(); ++k) {
        const auto before = merged(measure, points, begin, ends[k]);
        const auto after = merged(measure, points, ends[k], ends[k + 1]);
        const auto found = after.minus(before);
        if (found.p && *found.p <= significant_p) {
            out.push_back({ends[k], before.value(), after.value(), found});
            begin = ends[k];
        }
    }
    return out;
}

}  // namespace styk::cli
