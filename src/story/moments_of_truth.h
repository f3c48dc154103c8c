// On which steps of a journey the whole depends: the score of each step and whether it was met at
// all, against the outcome of the journey (stats/moments_of_truth.h, SPEC 6.5), from counts. One
// feedback is one journey. An association; the proof is a test of a change.
#pragma once

#include "story/driver_outcome.h"

namespace styk::story {

struct StepMoment {
    insight::Rated rated;
    std::uint64_t met = 0;  // journeys that rate it
    double reach = 0;       // met / journeys
    bool few = false;       // fewer than 50: not to be ranked
    double mean = 0, sd = 0;
    std::optional<double> slope{}, slope_lo{}, slope_hi{};  // outcome's ratings by one rating
    std::optional<double> p{}, p_adjusted{};
    std::optional<double> impact{}, impact_lo{}, impact_hi{};  // slope * sd * reach
    std::optional<double> share{}, share_lo{}, share_hi{};     // of the R^2 of all steps
    bool of_truth = false;  // the interval of its impact lies above the median impact
};

struct StepMoments {
    std::uint64_t n = 0;  // journeys with an outcome
    std::optional<double> r2{}, median_impact{};
    std::string_view method = "johnson";  // of the shares; lmg up to ten steps
    std::vector<StepMoment> steps;        // in the order asked
    std::string_view reason{};            // no_drivers, no_answers, too_few, no_spread, collinear
};

inline constexpr std::size_t most_moments = 24;
inline constexpr std::uint64_t least_met = 50;

// `steps` all at a touchpoint, at most most_moments.
[[nodiscard]] StepMoments moments_of_truth(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const DriverOutcome& outcome,
    const std::vector<insight::Rated>& steps,
    const feedback::Filter& filter
);

}  // namespace styk::story
