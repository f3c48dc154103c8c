// What a viewer may be shown of a count, so that no answer, and no difference of two answers, is
// about fewer than the firm's threshold (docs/decisions/0012-anonymity.md). Employees' voices are
// alike in lots before anybody counts them (feedback/voice.h), so for them only the threshold
// itself is left to keep; everything here is about customers.
#pragma once

#include <map>

#include "insight/engine.h"
#include "people/actor.h"
#include "stats/score.h"
#include "story/hide_cells.h"

namespace styk::story {

// Does the question speak of employees, whose threshold is another one?
[[nodiscard]] bool asks_employees(const insight::Question& question);

// The limits below which answers are hidden: the employees' when employees speak, else the
// customers'.
[[nodiscard]] stats::TierLimits limits_for(
    const insight::Question& question, const feedback::Directory& directory
);

// The filter as figures use it: the actor's scope, and employees' voices only where they were asked
// for.
[[nodiscard]] feedback::Filter figures_filter(
    const insight::Question& question,
    const people::Actor& actor,
    const feedback::Directory& directory
);

class Guard {
public:
    Guard(
        const insight::Engine& engine,
        const feedback::Directory& directory,
        const people::Actor& actor,
        insight::Question question
    );

    [[nodiscard]] const feedback::Filter& filter() const { return filter_; }

    [[nodiscard]] const stats::TierLimits& limits() const { return limits_; }

    // [row] of `rows`, which were counted by filter() and `by` over `metric`. Hidden is a row below
    // the threshold; one that a row below it could be computed from (rows_to_hide); and one that
    // leaves fewer than the threshold of a wider question: the same without one, two or all of the
    // names in the filter, or of the places, stages, departments and owners above. Lists of several
    // values, and "not", are answered only where each value alone is enough or empty.
    [[nodiscard]] std::vector<bool> hides(
        const std::string& metric,
        const std::vector<insight::GroupBy>& by,
        const std::vector<insight::Counted>& rows
    ) const;

    // The same for the one row without a grouping that holds all of them.
    [[nodiscard]] bool hides_whole(const std::string& metric, const stats::Histogram& whole) const;

    // The same question at one touchpoint.
    [[nodiscard]] Guard at(const std::string& touchpoint) const;

    // The same question over other days.
    [[nodiscard]] Guard within(std::optional<Instant> from, std::optional<Instant> to) const;

private:
    void hide_beside(
        const std::string& metric,
        const std::vector<insight::GroupBy>& by,
        const std::map<CellKeys, std::uint64_t>& own,
        std::map<CellKeys, bool>& hidden
    ) const;
    [[nodiscard]] insight::Count count(
        const std::string& metric,
        const std::vector<insight::GroupBy>& by,
        const feedback::Filter& asked
    ) const;

    const insight::Engine& engine_;
    const feedback::Directory& directory_;
    const people::Actor& actor_;
    insight::Question question_;
    feedback::Filter filter_;
    stats::TierLimits limits_;
};

// The estimate as it looks when it is hidden.
[[nodiscard]] stats::Estimate hidden_estimate(const stats::Estimate& of);

}  // namespace styk::story
