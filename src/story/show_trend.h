// One metric over time: each period with its interval, the limits of chance, where the level
// changed for good, what to expect next, and what happened meanwhile.
#pragma once

#include "db/reader.h"
#include "insight/mark.h"
#include "stats/difference.h"
#include "stats/forecast.h"
#include "stats/trend.h"
#include "story/claims.h"
#include "story/show_tally.h"

namespace styk::story {

struct TrendPoint {
    Day first_day = 0;
    bool complete = true;  // the period is over, so it may be judged
    stats::Histogram histogram;
    stats::Estimate estimate;
    std::optional<double> lcl{}, ucl{};
    bool beyond_limits = false, run_of_8 = false;
};

struct TrendLevel {
    std::size_t first = 0, last = 0;  // points
    stats::Estimate estimate;
};

struct TrendChange {
    std::size_t at = 0;  // the first point of the new level
    stats::Difference difference;
    // The place was searched for: p as often as there were places (Bonferroni).
    std::optional<double> p_adjusted{};
    bool certain = false;  // by claims.h
};

struct TrendChart {
    std::string_view kind{};  // net, p, xmr
    std::optional<double> center{}, sigma_z{};
    std::size_t baseline = 0;  // points the limits come from
    bool overdispersed = false, provisional = false;
    double expected_false_alarms_per_year = 0;
    std::string_view reason{};
};

struct Trend {
    std::string metric;
    Period period = Period::week;
    std::vector<TrendPoint> points;  // without gaps; empty periods have n = 0
    TrendChart chart;
    std::vector<TrendLevel> levels;
    std::vector<TrendChange> changes;  // levels.size() - 1 of them, all tested
    stats::TrendTest steady;
    bool drifts = false;  // by claims.h: a rise or fall without a change of level
    bool seasonal = false;
    stats::Outlook outlook;
    std::vector<insight::Mark> marks;
    std::int64_t position = 0;
    std::optional<LeftOut> left_out{};
};

// Its changes of level; where there are none, its drift.
void add_claims(Claims& claims, Trend& trend);

// `question` has one metric; its `by` is not looked at. `horizon` periods are forecast.
[[nodiscard]] Trend show_trend(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    insight::Question question,
    Period period,
    int horizon,
    Instant now
);

// The marks of these days that concern what the question is about.
[[nodiscard]] std::vector<insight::Mark> marks_of(
    db::Reader& reader, const feedback::Filter& filter, Day first, Day last
);

}  // namespace styk::story
