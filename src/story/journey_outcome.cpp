#include "story/journey_outcome.h"

#include <algorithm>

#include "story/one_kind.h"

namespace styk::story {

namespace {

// Feedback that rates the candidate and one of the touchpoints; who rates two counts twice.
std::uint64_t company(const OutcomeCandidate& one, const std::set<std::string>& touchpoints) {
    std::uint64_t n = 0;
    for (const auto& companion : one.companions) {
        const auto& where = companion.rated.touchpoint;
        n += where && touchpoints.contains(*where) ? companion.records : 0;
    }
    return n;
}

std::uint64_t ratings_at(const MetricCount& count, const std::string& touchpoint) {
    const auto found = count.touchpoints.find(touchpoint);
    return found == count.touchpoints.end() ? 0 : found->second.histogram.n();
}

// Whether at least half of what is rated at touchpoints is rated at these.
bool is_most(const StepCounts& counts, const std::set<std::string>& touchpoints) {
    std::uint64_t own = 0, all = 0;
    for (const MetricCount& count : counts.metrics) {
        for (const auto& [touchpoint, cell] : count.touchpoints) {
            all += touchpoint.empty() ? 0 : cell.histogram.n();
            own += touchpoints.contains(touchpoint) ? cell.histogram.n() : 0;
        }
    }
    return 2 * own >= all;
}

const MetricCount* recommended_at(
    const StepCounts& counts, const std::set<std::string>& touchpoints
) {
    const MetricCount* best = nullptr;
    std::uint64_t most = 0;
    for (const MetricCount& count : counts.metrics) {
        std::uint64_t n = 0;
        for (const auto& touchpoint : touchpoints) {
            n += ratings_at(count, touchpoint);
        }
        if (count.metric->kind == metric::Kind::net && n > most) {
            best = &count;
            most = n;
        }
    }
    return best;
}

stats::Estimate shown(const MetricCount& count, const stats::Histogram& of, bool hidden) {
    const auto score = stats::estimate(count.rule, of, count.limits);
    return hidden ? hidden_estimate(score) : score;
}

OutcomeScore trait_score(
    const DriverOutcome& outcome,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const Guard& guard
) {
    const auto found = outcome_ratings(engine, directory, outcome, guard.filter());
    OutcomeScore out{stats::estimate(found.rule, found.ratings, guard.limits()), found.rule};
    const auto least = guard.limits().anonymous_below;
    const auto is_few = [&](std::uint64_t n) { return n > 0 && n < least; };
    if (is_few(found.ratings.counts[0]) || is_few(found.ratings.counts[1])) {
        out.score = hidden_estimate(out.score);
    }
    return out;
}

}  // namespace

std::set<std::string> touchpoints_of(const std::vector<StepSubject>& steps) {
    std::set<std::string> out;
    for (const StepSubject& step : steps) {
        if (step.touchpoint) {
            out.insert(*step.touchpoint);
        }
    }
    return out;
}

std::vector<OutcomeCandidate> outcome_candidates(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const StepCounts& counts,
    const feedback::Filter& filter
) {
    std::vector<OutcomeCandidate> out;
    for (const MetricCount& count : counts.metrics) {
        if (ratings_at(count, "") == 0) {
            continue;
        }
        insight::Question about{{count.metric->key}, {}, filter};
        (void)keep_one_kind(engine, directory, actor, about);
        const Guard guard(engine, directory, actor, about);
        out.push_back(
            {&count, engine.companions(directory, {count.metric->key, {}}, guard.filter())}
        );
    }
    return out;
}

std::optional<DriverOutcome> usual_outcome(
    const std::vector<OutcomeCandidate>& candidates,
    const StepCounts& counts,
    const std::set<std::string>& touchpoints
) {
    const MetricCount* best = nullptr;
    std::uint64_t most = 0;
    for (const OutcomeCandidate& one : candidates) {
        if (const auto n = company(one, touchpoints); n > most) {
            best = one.count;
            most = n;
        }
    }
    if (best == nullptr) {
        best = recommended_at(counts, touchpoints);
    }
    if (best == nullptr && is_most(counts, touchpoints)) {
        best = counts.usual_at("");
    }
    return best == nullptr ? std::nullopt
                           : std::optional(DriverOutcome{{best->metric->key, {}}, {}});
}

OutcomeScore outcome_score(
    const std::optional<DriverOutcome>& outcome,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const StepCounts& counts,
    const Guard& guard
) {
    OutcomeScore out;
    out.score.reason = "no_outcome";
    if (!outcome) {
        return out;
    }
    if (outcome->trait) {
        return trait_score(*outcome, engine, directory, guard);
    }
    out.score.reason = stats::reason::no_answers;
    const MetricCount* count = counts.find(outcome->rated.metric);
    if (count == nullptr) {
        return out;
    }
    out.rule = count->rule;
    const auto& where = outcome->rated.touchpoint;
    const auto found = count->touchpoints.find(where.value_or(""));
    if (found != count->touchpoints.end()) {
        out.score = shown(*count, found->second.histogram, found->second.hidden);
    } else if (!where) {
        out.score = shown(*count, count->whole, count->hides_whole);
    }
    return out;
}

insight::Question outcome_question(
    const std::optional<DriverOutcome>& outcome,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const feedback::Filter& filter
) {
    insight::Question about{{}, {}, filter};
    if (outcome && !outcome->trait) {
        about.metrics = {outcome->rated.metric};
        (void)keep_one_kind(engine, directory, actor, about);
    }
    return about;
}

std::vector<JourneyOutcome> journey_outcomes(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const StepCounts& counts,
    const feedback::Filter& filter,
    const std::vector<std::set<std::string>>& journeys,
    const std::optional<DriverOutcome>& asked
) {
    std::vector<OutcomeCandidate> candidates;
    if (!asked) {
        candidates = outcome_candidates(engine, directory, actor, counts, filter);
    }
    std::vector<JourneyOutcome> out;
    for (const auto& touchpoints : journeys) {
        JourneyOutcome one{asked ? asked : usual_outcome(candidates, counts, touchpoints), {}};
        const Guard guard(
            engine,
            directory,
            actor,
            outcome_question(one.outcome, engine, directory, actor, filter)
        );
        one.shown = outcome_score(one.outcome, engine, directory, counts, guard);
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace styk::story
