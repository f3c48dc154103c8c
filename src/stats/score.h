// From a metric's rule and a histogram to the number on the screen: value, interval, n, tier, or
// the reason why not.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "stats/histogram.h"
#include "stats/tier.h"

namespace styk::stats {

// net: share of positive minus share of negative ratings, -1..1 (NPS, WR).   box: share of positive
// ratings, 0..1. mean: mean rating, min..max.   index: (mean - min) / (max - min) * 100, 0..100.
enum class Kind { net, box, mean, index };

struct MetricRule {
    Kind kind = Kind::net;
    int min = 0, max = 10;
    std::vector<int> positive{};  // ratings; net and box are computed from them, for the others
                                  // they are shown beside
    std::vector<int> negative{};
};

[[nodiscard]] MetricRule nps_rule();  // 0..10, positive 9-10, negative 0-6
[[nodiscard]] MetricRule wr_rule(
);  // 1..10, positive 9-10, negative 1-6; a 0 is no rating of this scale

// Three classes of ratings, together n.
struct NetCounts {
    std::uint64_t positive = 0, neutral = 0, negative = 0;

    friend bool operator==(const NetCounts&, const NetCounts&) = default;

    [[nodiscard]] std::uint64_t n() const { return positive + neutral + negative; }
};

[[nodiscard]] NetCounts net_counts(const MetricRule& rule, const Histogram& histogram);

// How the interval was made. smoothed_t: the t interval of the histogram with 1/levels added to
// each level, used for a mean when n < 30 or more than 60 % stand at one end (a heuristic: its
// coverage is not proved).
enum class Method { none, score, wilson, t, smoothed_t, adjusted_wald };

[[nodiscard]] std::string_view name(Method method);

// Stable keys, "" when the value is there. no_answers: n = 0.  hidden: fewer than the anonymity
// threshold. too_few: tier raw, only counts may be shown.  out_of_scale: the histogram is not of
// this rule's scale. no_interval: there is a value, but one answer has no spread (means).
namespace reason {
inline constexpr std::string_view no_answers = "no_answers";
inline constexpr std::string_view hidden = "hidden";
inline constexpr std::string_view too_few = "too_few";
inline constexpr std::string_view out_of_scale = "out_of_scale";
inline constexpr std::string_view no_interval = "no_interval";
inline constexpr std::string_view no_spread = "no_spread";
}  // namespace reason

struct Estimate {
    std::optional<double> value{}, lo{}, hi{};  // all nothing when hidden or raw; unit by Kind
    double level = 0.95;
    std::uint64_t n =
        0;  // given ratings. Tier hidden: for the caller's suppression, never for a screen
    double n_eff = 0;  // n after weights and clusters
    Method method = Method::none;
    Tier tier = Tier::none;
    std::string_view reason{};
    NetCounts counts{};            // all 0 when hidden
    std::optional<double> mean{};  // mean rating whatever the kind, when a value is shown
};

// Undefined is nothing with a reason, never NaN. A histogram without counts (no scale) is one
// without answers.
[[nodiscard]] Estimate estimate(
    const MetricRule& rule,
    const Histogram& histogram,
    const TierLimits& limits = {},
    double level = 0.95
);

// The value alone, whatever the tier (for sorting, series and tests; not for a screen). Nothing
// when n = 0.
[[nodiscard]] std::optional<double> value_of(const MetricRule& rule, const Histogram& histogram);

}  // namespace styk::stats
