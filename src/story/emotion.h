// How a step feels, on the scale that people draw a journey's curve on: -2 to 2, 0 is neutral.
#pragma once

#include <string_view>

#include "metric/metric.h"
#include "stats/histogram.h"
#include "stats/score.h"
#include "story/show_topics.h"

namespace styk::story {

struct Emotion {
    std::optional<double> value{}, lo{}, hi{};
    double level = 0.95;
    std::uint64_t n = 0;
    stats::Method method = stats::Method::none;
    stats::Tier tier = stats::Tier::none;
    std::string_view reason{};
    std::string_view source{};  // ratings, comments; empty: neither
};

// The mean rating on a straight line from the scale's worst to its best end, with the interval of
// the mean (Student's t).
[[nodiscard]] Emotion emotion_of(
    const metric::Metric& metric, const stats::Histogram& ratings, const stats::TierLimits& limits
);

// Where nobody rated: twice the share of positive less that of negative comments.
[[nodiscard]] Emotion emotion_of(const ToneCounts& comments, const stats::TierLimits& limits);

[[nodiscard]] Emotion hidden(const Emotion& of);

}  // namespace styk::story
