// Did a change work? The answers before and after it, the series it fell into, what happened
// meanwhile to others whom it did not reach, and a verdict no stronger than the best of these.
#pragma once

#include "stats/effect.h"
#include "stats/segmented_effect.h"
#include "stats/sequential.h"
#include "story/show_tally.h"

namespace styk::story {

struct EffectAsked {
    std::string metric;
    feedback::Filter filter;                   // who was changed; from and to are the window
    std::optional<feedback::Filter> versus{};  // who was not
    Day at = 0;                                // the first day after the change
    double worthwhile = 0;                     // the least effect worth acting on, metric's unit
};

struct EffectSeries {
    std::string_view period{};  // week or month
    std::size_t before = 0, after = 0;
    stats::SegmentedFigure step{}, now{};  // at once, and at the last period
    std::optional<double> slope_before{}, slope_change{};
    std::string_view reason{};
};

struct EffectComparison {
    stats::Estimate changed_before, changed_after, others_before, others_after;
    std::optional<double> effect{}, lo{}, hi{}, p{};
    std::size_t clusters = 0;  // places; 0: answers are taken one by one
    bool bootstrap = false;
    std::optional<double> parallel_p{};  // both moved alike before: no effect of a change that was
                                         // not made, in the middle of the time before
    std::string_view reason{};
};

struct Effect {
    stats::Estimate before, after;
    stats::Difference difference;
    EffectSeries series;
    std::optional<EffectComparison> comparison{};
    std::optional<double> by_itself{};  // regression to the mean of a place that was picked
    stats::Finding finding;
    std::string_view certainty = "before_after";  // comparison, series or before_after
    std::string_view reason{};
};

// Days before the change, and from it on: [from, at) and [at, to).
struct EffectWindow {
    Day from = 0, at = 0, to = 0;
};

[[nodiscard]] EffectWindow effect_window(
    const feedback::Directory& directory, const EffectAsked& asked, Instant now
);

[[nodiscard]] Effect show_effect(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const EffectAsked& asked,
    Instant now
);

// Looks day by day at both groups since the change; p stays valid however often one looks.
struct Watch {
    struct Look {
        Day day = 0;
        double changed = 0, others = 0;  // answers until now
        stats::SequentialLook look;
    };

    std::vector<Look> looks;
    std::optional<Day> since{};  // the first day on which it stood
    std::string_view reason{};
};

// `asked.versus` must be given; without `worthwhile` a tenth of the unit's width serves.
[[nodiscard]] Watch watch_effect(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const EffectAsked& asked,
    Instant now
);

}  // namespace styk::story
