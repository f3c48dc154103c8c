// What speaks of a journey as a whole, apart from its touchpoints.
#pragma once

#include <set>

#include "story/step_figures.h"

namespace styk::story {

// What may speak of a journey as a whole: metrics rated without a touchpoint, each with what else
// the same feedback rates.
struct OutcomeCandidate {
    const MetricCount* count;  // lives as long as the counts
    std::vector<insight::Companion> companions;
};

[[nodiscard]] std::vector<OutcomeCandidate> outcome_candidates(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const StepCounts& counts,
    const feedback::Filter& filter
);

// Of a journey with these touchpoints: what their raters say of the whole most often. Else the
// recommendation asked at one of them. Else, where the journey is most of what the firm is rated
// for, what is rated most without a touchpoint. Else nothing: the firm's score is not this
// journey's.
[[nodiscard]] std::optional<DriverOutcome> usual_outcome(
    const std::vector<OutcomeCandidate>& candidates,
    const StepCounts& counts,
    const std::set<std::string>& touchpoints
);

[[nodiscard]] std::set<std::string> touchpoints_of(const std::vector<StepSubject>& steps);

// The score of the outcome, as far as it may be shown.
struct OutcomeScore {
    stats::Estimate score{};
    stats::MetricRule rule{};
};

[[nodiscard]] OutcomeScore outcome_score(
    const std::optional<DriverOutcome>& outcome,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const StepCounts& counts,
    const Guard& guard
);

// The question an outcome answers, of one kind of survey. Nothing and a trait: of no metric.
[[nodiscard]] insight::Question outcome_question(
    const std::optional<DriverOutcome>& outcome,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const feedback::Filter& filter
);

struct JourneyOutcome {
    std::optional<DriverOutcome> outcome{};
    OutcomeScore shown{};
};

// Each journey's own, of the touchpoints of its steps; `asked`: this one for all of them.
[[nodiscard]] std::vector<JourneyOutcome> journey_outcomes(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const StepCounts& counts,
    const feedback::Filter& filter,
    const std::vector<std::set<std::string>>& journeys,
    const std::optional<DriverOutcome>& asked
);

}  // namespace styk::story
