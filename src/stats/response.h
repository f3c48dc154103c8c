// Those who did not answer and those who were not asked: what they can change, and how many to ask.
#pragma once

#include <optional>
#include <span>

#include "stats/difference.h"
#include "stats/interval.h"

namespace styk::stats {

// Of invited, bounced and answered. Nothing when nobody was reached or more answered than were.
[[nodiscard]] std::optional<double> response_rate(double invited, double bounced, double answered);

// s the net of respondents (-1..1), rate the response rate (0..1].
// Manski bounds, nothing assumed: rate s -+ (1 - rate).
// With the assumed largest gap g between respondents and others: s -+ (1 - rate) g, not clipped.
// Break-even: the gap that brings the whole to 0, s / (1 - rate); nothing at rate 1.
struct NonResponse {
    Interval manski{};
    std::optional<Interval> assumed{};
    std::optional<double> break_even{};
};

// Nothing when s or rate is outside.
[[nodiscard]] std::optional<NonResponse> non_response(
    double s, double rate, std::optional<double> assumed_gap = {}
);

// Difference of means in units of the pooled spread, sqrt((s1^2 + s2^2) / 2): a known trait of
// respondents against that of all invited; above 0.1 "respondents differ". Nothing without spread.
[[nodiscard]] std::optional<double> standardized_difference(
    const Summary& respondents, const Summary& invited
);

// Finite population: the standard error shrinks by sqrt(1 - n / N). Nothing when N < n or N is 0.
[[nodiscard]] std::optional<double> finite_population_factor(double n, double population);

// Answers needed for a margin of error of a net (half width, in shares: 0.05 is five points):
// z^2 v / margin^2 with v = p + d - (p - d)^2, and of a population of N, n / (1 + (n - 1) / N).
// Nothing when a share is outside 0..1, they add up to more than 1 or the margin is not above 0.
struct SampleSize {
    double unrounded = 0, n = 0;
    std::optional<double> of_population{};  // rounded up, when the population is given
};

[[nodiscard]] std::optional<SampleSize> sample_size_of_net(
    double positive,
    double negative,
    double margin,
    double level = 0.95,
    std::optional<double> population = {}
);

}  // namespace styk::stats
