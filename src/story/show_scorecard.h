// The scorecard: each chosen indicator at its last whole period, against its target and the period
// before, and which of them go opposite ways.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "insight/indicator.h"
#include "stats/difference.h"
#include "story/claims.h"
#include "story/show_tally.h"

namespace styk::story {

struct ScorePoint {
    Day first_day = 0;
    stats::Estimate estimate;
};

// Wire values: met and missed only when the whole interval says so.
enum class TargetStatus { met, missed, uncertain, no_target, no_answers };

// Wire values: up and down only when the test stands among all of the scorecard; steady when the
// change is surely small; else unclear.
enum class Direction { up, down, steady, unclear };

[[nodiscard]] std::string_view name(TargetStatus status);
[[nodiscard]] std::string_view name(Direction direction);

struct ScorecardRow {
    insight::Indicator indicator;
    std::optional<metric::Metric> metric;
    Day now_from = 0;
    stats::Estimate now, before, year;  // the last whole period, the one before, a year before
    TargetStatus status = TargetStatus::no_answers;
    Direction direction = Direction::unclear;
    stats::Difference change;  // now against before
    std::optional<double> p_adjusted{};
    bool better = false;             // the change that stands is for the better
    bool certain = false;            // the change, by claims.h
    std::vector<ScorePoint> series;  // the last thirteen whole periods
    std::string_view reads{};        // of show_lag with the outcome; "" when nothing was asked
    bool stale = false;              // there were answers, and none in the last whole period
    std::string_view reason{};       // why it cannot be asked: broken_question
};

struct Scorecard {
    std::vector<ScorecardRow> rows;
    std::vector<std::pair<std::size_t, std::size_t>> conflicts;  // rows: one better, one worse
    std::size_t stands = 0, of = 0;                              // changes; tested ones
};

void add_claims(Claims& claims, Scorecard& all);

// `more` narrows every indicator; it has no dates.
[[nodiscard]] Scorecard show_scorecard(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    std::vector<insight::Indicator> indicators,
    const feedback::Filter& more,
    Instant now
);

// By the interval, where there are answers enough to judge.
[[nodiscard]] TargetStatus target_status(
    const stats::Estimate& estimate, const std::optional<double>& target, bool higher_is_better
);

}  // namespace styk::story
