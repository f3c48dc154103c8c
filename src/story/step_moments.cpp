#include "story/step_moments.h"

#include <algorithm>

namespace styk::story {

namespace {

using insight::Rated;

// What steps are rated by, most often rated first, as far as it can be asked together.
std::vector<Rated> drivers_of(const std::vector<StepFigures>& steps, const DriverOutcome& outcome) {
    std::vector<std::pair<std::uint64_t, Rated>> found;
    for (const StepFigures& step : steps) {
        if (step.metric == nullptr || step.score.n < least_met) {
            continue;
        }
        Rated rated{step.metric->key, step.subject.touchpoint};
        const bool known = std::any_of(found.begin(), found.end(), [&](const auto& one) {
            return one.second == rated;
        });
        if (!known && !outcome.is(rated) && !outcome.is({rated.metric, {}})) {
            found.emplace_back(step.score.n, std::move(rated));
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        return a.first > b.first;
    });
    std::vector<Rated> out;
    for (auto& [n, rated] : found) {
        if (out.size() < most_moments) {
            out.push_back(std::move(rated));
        }
    }
    return out;
}

void say_why(
    StepFigures& step,
    const std::optional<DriverOutcome>& outcome,
    std::string_view whole,
    bool asked
) {
    const bool itself =
        step.metric != nullptr && outcome && !outcome->trait &&
        outcome->rated.metric == step.metric->key &&
        (!outcome->rated.touchpoint || outcome->rated.touchpoint == step.subject.touchpoint);
    step.no_moment = itself                              ? "is_outcome"
                     : step.metric == nullptr            ? stats::reason::no_answers
                     : !whole.empty()                    ? whole
                     : step.score.n < least_met || asked ? stats::reason::too_few
                                                         : "too_many";
}

}  // namespace

void add_moments(
    JourneyFigures& out,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const Guard& guard
) {
    std::string_view whole;
    if (!out.outcome) {
        whole = "no_outcome";
    } else if (guard.limits().anonymous_below > 1 && out.score.tier == stats::Tier::hidden) {
        whole = stats::reason::hidden;
    } else {
        out.drivers = drivers_of(out.steps, *out.outcome);
        out.moments =
            moments_of_truth(engine, directory, *out.outcome, out.drivers, guard.filter());
        whole = out.moments.reason;
    }
    out.moments.reason = whole;
    for (StepFigures& step : out.steps) {
        bool asked = false;
        for (const StepMoment& moment : out.moments.steps) {
            const bool same = step.metric != nullptr && moment.rated.metric == step.metric->key &&
                              moment.rated.touchpoint == step.subject.touchpoint;
            asked = asked || same;
            if (same && whole.empty() && step.score.tier != stats::Tier::hidden &&
                moment.met >= std::max(least_met, guard.limits().anonymous_below)) {
                step.moment = moment;
            }
        }
        if (!step.moment) {
            say_why(step, out.outcome, whole, asked);
        }
    }
}

}  // namespace styk::story
