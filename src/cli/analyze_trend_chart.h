// What stands out in a series of periods: a control chart's signals, and changes of level that a
// test confirms.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "cli/analyze_measure.h"
#include "cli/analyze_periods.h"

namespace styk::cli {

inline constexpr double significant_p = 0.05;

// A period that has answers, and what the chart says of it.
struct TrendPoint {
    Day first_day;
    Sample sample;
    std::optional<double> lcl{}, ucl{};
    bool beyond = false, run = false;
};

[[nodiscard]] std::vector<TrendPoint> points_of(const std::vector<PeriodSample>& periods);
[[nodiscard]] std::vector<double> values_of(const std::vector<TrendPoint>& points);

struct TrendChart {
    std::string_view kind{}, reason{};  // "net", "p" or "xmr"; too_short: fewer than 12 points
    std::optional<double> center{};
    std::size_t baseline = 0;  // points that the limits come from: the first 20
    bool wide = false;         // periods differ by more than chance, so the limits are wider
};

// Marks the points too.
[[nodiscard]] TrendChart draw_chart(std::vector<TrendPoint>& points, stats::Kind kind);

struct LevelChange {
    std::size_t at;  // the first point of the new level
    double before, after;
    stats::Difference difference;
};

// Changes of level whose answers also differ by their test. `season`: periods after which a season
// would come again.
[[nodiscard]] std::vector<LevelChange> changes_of(
    const Measure& measure, const std::vector<TrendPoint>& points, int season
);

}  // namespace styk::cli
