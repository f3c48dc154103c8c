// A series of numbers over time: the mean of each period, the limits of chance, where the level
// changed for good.
#pragma once

#include <string_view>
#include <vector>

#include "base/time_zone.h"
#include "insight/series.h"
#include "stats/difference.h"
#include "stats/trend.h"

namespace styk::story {

struct SeriesStep {
    Day first_day = 0;
    bool complete = true;  // the period is over, so it may be judged
    std::uint64_t n = 0;
    std::optional<double> mean{}, lo{}, hi{};  // Student's interval of the mean
    std::optional<double> lcl{}, ucl{};
    bool beyond_limits = false, run_of_8 = false;
    stats::Summary summary{};
};

struct SeriesLevel {
    std::size_t first = 0, last = 0;  // steps
    double value = 0;
};

struct SeriesChange {
    std::size_t at = 0;  // the first step of the new level
    stats::Difference difference;
};

struct SeriesTrend {
    std::vector<SeriesStep> steps;  // without gaps; empty ones have n = 0
    std::optional<double> center{};
    std::size_t baseline = 0;
    std::string_view chart_reason{};
    std::vector<SeriesLevel> levels;
    std::vector<SeriesChange>
        changes;  // tested by the numbers themselves (Welch), levels.size() - 1
    stats::TrendTest steady;
};

// Points in order of time.
[[nodiscard]] SeriesTrend show_series(
    const std::vector<insight::SeriesPoint>& points,
    Period period,
    const TimeZone& zone,
    Instant now
);

}  // namespace styk::story
