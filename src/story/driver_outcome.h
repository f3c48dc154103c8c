// Counting what drivers are to explain: ratings, or whether the feedback carries a value of an
// attribute, which then counts 1 and 0.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "insight/outcome.h"
#include "stats/score.h"

namespace styk::story {

using insight::DriverOutcome;
using insight::Trait;

// Feedback that says something about the outcome.
[[nodiscard]] feedback::Filter with_outcome(
    const DriverOutcome& outcome, const feedback::Filter& filter
);

struct RelationShape {
    bool by_pattern = false;
    bool with_presence = false;
    bool with_ends = false;
    std::uint32_t folds = 1;
};

// Engine::relate with the outcome as the first item, which every counted feedback has.
[[nodiscard]] cube::CrossAnswer relate_outcome(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const DriverOutcome& outcome,
    const std::vector<insight::Rated>& drivers,
    const RelationShape& shape,
    const feedback::Filter& filter
);

// The outcomes alone: ratings of its metric, or 0 and 1 of a trait, and the rule that scores them.
struct OutcomeRatings {
    stats::MetricRule rule;
    stats::Histogram ratings;
};

[[nodiscard]] OutcomeRatings outcome_ratings(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const DriverOutcome& outcome,
    const feedback::Filter& filter
);

// All ratings of one thing, also of feedback that rates nothing else.
[[nodiscard]] stats::Histogram ratings_of(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const insight::Rated& rated,
    const feedback::Filter& filter
);

// What counts as bad and good of each: the metric's own sets, or the outer quarters of its scale.
[[nodiscard]] std::vector<cube::Ends> ends_of(
    const feedback::Directory& directory, const std::vector<insight::Rated>& items
);

// What is rated by at least two fifths of the feedback with the outcome, most often first, 20 at
// most.
[[nodiscard]] std::vector<insight::Rated> usual_drivers(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const DriverOutcome& outcome,
    const feedback::Filter& filter
);

}  // namespace styk::story
