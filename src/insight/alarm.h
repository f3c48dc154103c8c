// One watched chart: does its last period speak, and how often would it at rest?
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "insight/alert.h"
#include "stats/difference.h"
#include "stats/score.h"

namespace styk::insight {

// What an alarm says; wire values.
namespace said {
inline constexpr std::string_view below_limit = "below_limit", above_limit = "above_limit";
inline constexpr std::string_view run_below = "run_below", run_above = "run_above";
inline constexpr std::string_view below_target = "below_target", above_target = "above_target";
inline constexpr std::string_view fell = "fell", rose = "rose";
}  // namespace said

struct Alarm {
    std::string_view said;
    stats::Estimate estimate;    // of the last period
    double limit = 0;            // what it crossed: limit, centre, threshold, or the value before
    stats::Difference change{};  // of said::fell and said::rose: against the period before
};

struct WatchedGroup {
    bool watched = false;  // there are answers enough, now and then, to judge
    double false_alarms_a_period =
        0;                         // expected while nothing changes; change: a family's, see below
    std::optional<Alarm> alarm{};  // rule change: only a candidate, until all groups are tested as
                                   // one family
    std::string_view reason{};     // why it is not watched
};

// How many periods a chart looks back, the judged one included.
[[nodiscard]] int periods_watched(Rhythm rhythm);

// `periods` are whole ones, oldest first, without gaps; the last one is judged. A period speaks
// only when it has answers enough to be ranked, and when the one before did not say the same
// already.
//
// limits: the chart of the metric's kind (net: pooled variance; share: p chart; else individuals
// and moving ranges), widened when periods differ by more than chance (Laney). Its baseline is what
// lies before the last nine periods that can be judged: at least twelve, so that what is judged did
// not make the limits. target: the interval lies wholly beyond the threshold. change: against the
// period before.
[[nodiscard]] WatchedGroup watch(
    const stats::MetricRule& rule,
    std::span<const stats::Histogram> periods,
    const stats::TierLimits& limits,
    const Alert& alert
);

// False alarms a period of the rule change, whatever the number of groups (Holm keeps the family).
[[nodiscard]] double family_alarms(AlertDirection direction);

inline constexpr double family_alpha = 0.05;  // mail to people: the strict family

}  // namespace styk::insight
