#include "story/step_figures.h"

#include <algorithm>
#include <map>

#include "metric/direction.h"
#include "stats/multiplicity.h"
#include "story/compare.h"
#include "story/step_marks.h"

namespace styk::story {

namespace {

using insight::Rated;

StepPart part_of(const MetricCount& count, const CountedPart& part) {
    StepPart out{
        part.key,
        stats::estimate(count.rule, part.histogram, count.limits),
        emotion_of(*count.metric, part.histogram, count.limits)
    };
    if (part.hidden) {
        out.score = hidden_estimate(out.score);
        out.emotion = hidden(out.emotion);
    }
    return out;
}

// The comments of a touchpoint tell how it feels only where they are enough to be told of.
Emotion emotion_of_comments(const ToneCounts& comments, const stats::TierLimits& limits) {
    const Emotion out = emotion_of(comments, limits);
    const auto least = limits.anonymous_below;
    const auto is_few = [&](std::uint64_t n) { return n > 0 && n < least; };
    const bool few = is_few(comments.negative) || is_few(comments.positive) ||
                     is_few(comments.neutral + comments.mixed);
    return few ? hidden(out) : out;
}

std::optional<ChannelGap> gap_of(const MetricCount& count, const CountedCell& cell) {
    const CountedPart *best = nullptr, *worst = nullptr;
    double most = 0, least = 0;
    std::size_t channels = 0;
    for (const auto& one : cell.channels) {
        const auto estimate = stats::estimate(count.rule, one.histogram, count.limits);
        if (!one.key || one.hidden || !stats::ranks(estimate.tier) || !estimate.value) {
            continue;
        }
        const double value =
            metric::is_higher_better(*count.metric) ? *estimate.value : -*estimate.value;
        if (best == nullptr || value > most) {
            best = &one;
            most = value;
        }
        if (worst == nullptr || value < least) {
            worst = &one;
            least = value;
        }
        ++channels;
    }
    if (channels < 2 || best == worst) {
        return {};
    }
    ChannelGap out;
    out.from = *best->key;
    out.to = *worst->key;
    out.difference = stats::difference(count.rule, best->histogram, worst->histogram);
    // The two were chosen among all pairs (Bonferroni); over the steps follows another correction.
    const double pairs = static_cast<double>(channels * (channels - 1)) / 2;
    if (out.difference.p) {
        out.p_adjusted = std::min(1.0, *out.difference.p * pairs);
    }
    return out;
}

Compared against_others(
    const MetricCount& count, const std::string& touchpoint, const CountedCell& cell
) {
    Compared out;
    if (cell.hidden || count.hides_whole) {
        out.reason = stats::reason::hidden;
        return out;
    }
    auto others = stats::empty_histogram(count.rule.min, count.rule.max);
    for (const auto& [other, one] : count.touchpoints) {
        if (other != touchpoint && !other.empty()) {
            stats::merge(others, one.histogram);
        }
    }
    const auto enough = [&](const stats::Histogram& of) {
        return stats::ranks(stats::estimate(count.rule, of, count.limits).tier);
    };
    if (!enough(cell.histogram) || !enough(others)) {
        out.reason = others.n() == 0 ? stats::reason::no_answers : stats::reason::too_few;
        return out;
    }
    out.difference = stats::difference(count.rule, cell.histogram, others);
    out.reason = out.difference.p ? "" : out.difference.reason;
    return out;
}

StepFigures figures_of(const StepSubject& subject, const StepCounts& counts, bool only_metric) {
    StepFigures out;
    out.subject = subject;
    out.score.reason = subject.touchpoint ? stats::reason::no_answers : "no_touchpoint";
    out.emotion.reason = out.score.reason;
    if (!subject.touchpoint) {
        return out;
    }
    const auto& touchpoint = *subject.touchpoint;
    if (const auto found = counts.comments.find(touchpoint); found != counts.comments.end()) {
        out.comments = found->second;
    }
    if (const auto found = counts.records.find(touchpoint); found != counts.records.end()) {
        out.feedback = found->second;
    }
    const MetricCount* count = counts.usual_at(touchpoint);
    if (count == nullptr) {
        if (!only_metric && out.comments.n() > 0) {
            out.emotion = emotion_of_comments(out.comments, counts.limits);
        }
        return out;
    }
    const auto& cell = count->touchpoints.at(touchpoint);
    out.metric = count->metric;
    const auto whole = part_of(*count, {{}, cell.histogram, cell.hidden});
    out.score = whole.score;
    out.emotion = whole.emotion;
    if (!cell.hidden) {
        out.histogram = cell.histogram;
    }
    for (const auto& one : cell.channels) {
        out.channels.push_back(part_of(*count, one));
    }
    for (const auto& one : cell.groups) {
        out.groups.push_back(part_of(*count, one));
    }
    out.gap = gap_of(*count, cell);
    out.against_others = against_others(*count, touchpoint, cell);
    return out;
}

// Several comparisons at once: one family.
void judge(const std::vector<Compared*>& family) {
    std::vector<double> p;
    std::vector<Compared*> tested;
    for (Compared* one : family) {
        if (const auto own = one->p_adjusted ? one->p_adjusted : one->difference.p) {
            p.push_back(*own);
            tested.push_back(one);
        }
    }
    const auto adjusted = stats::benjamini_hochberg(p);
    for (std::size_t i = 0; i < tested.size(); ++i) {
        tested[i]->p_adjusted = adjusted[i];
        tested[i]->stands = adjusted[i] <= false_discovery_rate;
    }
}

// A touchpoint that stands on several steps is one comparison.
void judge_all(std::vector<StepFigures>& steps) {
    std::vector<Compared*> others, gaps;
    std::map<std::string, StepFigures*> first;
    for (StepFigures& step : steps) {
        if (!first.emplace(step.subject.touchpoint.value_or(""), &step).second) {
            continue;
        }
        others.push_back(&step.against_others);
        if (step.gap) {
            gaps.push_back(&*step.gap);
        }
    }
    judge(others);
    judge(gaps);
    for (StepFigures& step : steps) {
        const auto* one = first.at(step.subject.touchpoint.value_or(""));
        step.against_others = one->against_others;
        step.gap = one->gap;
    }
}

// What is rated most without a touchpoint speaks of a journey as a whole; where everything is asked
// at touchpoints, the recommendation does, wherever it is asked.
std::optional<DriverOutcome> usual_outcome(const StepCounts& counts) {
    const MetricCount* best = counts.usual_at("");
    if (best == nullptr) {
        for (const MetricCount& one : counts.metrics) {
            const bool more = best == nullptr || one.whole.n() > best->whole.n();
            best = one.metric->kind == metric::Kind::net && more ? &one : best;
        }
    }
    return best == nullptr ? std::nullopt
                           : std::optional(DriverOutcome{{best->metric->key, {}}, {}});
}

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

void say_why(StepFigures& step, std::string_view whole, bool asked) {
    step.no_moment = step.metric == nullptr              ? stats::reason::no_answers
                     : !whole.empty()                    ? whole
                     : step.score.n < least_met || asked ? stats::reason::too_few
                                                         : "too_many";
}

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
            say_why(step, whole, asked);
        }
    }
}

void add_outcome(
    JourneyFigures& out,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const StepCounts& counts,
    const Guard& guard
) {
    if (!out.outcome) {
        out.score.reason = "no_outcome";
        return;
    }
    if (out.outcome->trait) {
        const auto found = outcome_ratings(engine, directory, *out.outcome, guard.filter());
        out.outcome_rule = found.rule;
        out.score = stats::estimate(found.rule, found.ratings, guard.limits());
        const auto least = guard.limits().anonymous_below;
        const auto is_few = [&](std::uint64_t n) { return n > 0 && n < least; };
        if (is_few(found.ratings.counts[0]) || is_few(found.ratings.counts[1])) {
            out.score = hidden_estimate(out.score);
        }
        return;
    }
    const MetricCount* count = counts.find(out.outcome->rated.metric);
    out.score.reason = stats::reason::no_answers;
    if (count == nullptr) {
        return;
    }
    out.outcome_rule = count->rule;
    const auto& where = out.outcome->rated.touchpoint;
    const auto found = count->touchpoints.find(where.value_or(""));
    if (found != count->touchpoints.end()) {
        out.score = part_of(*count, {{}, found->second.histogram, found->second.hidden}).score;
    } else if (!where) {
        out.score = part_of(*count, {{}, count->whole, count->hides_whole}).score;
    }
}

void add_firm(JourneyFigures& out, const StepCounts& counts) {
    std::map<std::string, std::size_t> votes;
    for (const StepFigures& step : out.steps) {
        if (step.metric != nullptr && ++votes[step.metric->key] > votes[out.metric]) {
            out.metric = step.metric->key;
        }
    }
    out.firm.reason = stats::reason::no_answers;
    if (const MetricCount* count = counts.find(out.metric)) {
        out.firm = part_of(*count, {{}, count->whole, count->hides_whole}).score;
    }
}

bool moves_the_outcome(const StepFigures& step) {
    constexpr double significant = 0.05;
    return step.moment && step.moment->p_adjusted && *step.moment->p_adjusted <= significant &&
           step.moment->impact && *step.moment->impact > 0;
}

}  // namespace

JoinedScore joined_score(
    const feedback::Directory& directory, const std::vector<const StepFigures*>& steps
) {
    std::map<std::string, std::map<std::string, const StepFigures*>> by_metric;
    JoinedScore out;
    for (const StepFigures* step : steps) {
        if (step->metric != nullptr && !step->histogram.counts.empty()) {
            by_metric[step->metric->key].emplace(*step->subject.touchpoint, step);
        }
    }
    for (const auto& [metric, touchpoints] : by_metric) {
        if (out.metric.empty() || touchpoints.size() > by_metric[out.metric].size()) {
            out.metric = metric;
        }
    }
    out.score.reason = stats::reason::no_answers;
    if (out.metric.empty()) {
        return out;
    }
    const insight::Question about{{out.metric}, {}, {}};
    const auto rule = metric::rule_of(*by_metric[out.metric].begin()->second->metric);
    auto all = stats::empty_histogram(rule.min, rule.max);
    for (const auto& [touchpoint, step] : by_metric[out.metric]) {
        stats::merge(all, step->histogram);
    }
    out.score = stats::estimate(rule, all, limits_for(about, directory));
    return out;
}

JourneyFigures step_figures(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const StepsAsked& asked
) {
    // All metrics are counted even when one is asked for: the outcome may be another one.
    auto all = count_steps(engine, directory, actor, asked.filter, {}, asked.by);
    std::erase_if(all.metrics, [&](const MetricCount& one) {
        return std::find(asked.not_lived.begin(), asked.not_lived.end(), one.metric->key) !=
               asked.not_lived.end();
    });
    const auto one = asked.metric
                         ? std::optional(count_steps(
                               engine, directory, actor, asked.filter, asked.metric, asked.by
                           ))
                         : std::nullopt;
    const StepCounts& counts = one ? *one : all;
    JourneyFigures out;
    out.outcome = asked.outcome ? asked.outcome : usual_outcome(all);
    for (const StepSubject& subject : asked.steps) {
        out.steps.push_back(figures_of(subject, counts, asked.metric.has_value()));
        out.listened += out.steps.back().is_listened() ? 1 : 0;
    }
    judge_all(out.steps);
    insight::Question about{{}, {}, asked.filter};
    if (out.outcome && !out.outcome->trait) {
        about.metrics = {out.outcome->rated.metric};
        (void)keep_one_kind(engine, directory, actor, about);
    }
    const Guard guard(engine, directory, actor, about);
    add_outcome(out, engine, directory, all, guard);
    add_firm(out, counts);
    if (asked.with_moments) {
        add_moments(out, engine, directory, guard);
    }
    for (StepFigures& step : out.steps) {
        step.marks = marks_of(step);
        if (step.subject.external && moves_the_outcome(step)) {
            out.external_drivers.push_back(step.subject.id);
        }
    }
    return out;
}

}  // namespace styk::story
