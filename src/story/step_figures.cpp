#include "story/step_figures.h"

#include <algorithm>
#include <map>

#include "story/journey_outcome.h"
#include "story/step_compare.h"
#include "story/step_marks.h"
#include "story/step_moments.h"

namespace styk::story {

namespace {

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

LivedCounts lived_counts(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const StepsAsked& asked
) {
    // All metrics are counted even when one is asked for: the outcome may be another one.
    LivedCounts out{count_steps(engine, directory, actor, asked.filter, {}, asked.by), {}};
    std::erase_if(out.all.metrics, [&](const MetricCount& one) {
        return std::find(asked.not_lived.begin(), asked.not_lived.end(), one.metric->key) !=
               asked.not_lived.end();
    });
    if (asked.metric) {
        out.asked = count_steps(engine, directory, actor, asked.filter, asked.metric, asked.by);
    }
    return out;
}

JourneyFigures step_figures(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const StepsAsked& asked,
    const LivedCounts& counted
) {
    const StepCounts& counts = counted.asked ? *counted.asked : counted.all;
    JourneyFigures out;
    out.outcome = asked.outcome
                      ? asked.outcome
                      : usual_outcome(
                            outcome_candidates(engine, directory, actor, counted.all, asked.filter),
                            counted.all,
                            touchpoints_of(asked.steps)
                        );
    for (const StepSubject& subject : asked.steps) {
        out.steps.push_back(figures_of(subject, counts, asked.metric.has_value()));
        out.listened += out.steps.back().is_listened() ? 1 : 0;
    }
    judge_all(out.steps);
    const Guard guard(
        engine,
        directory,
        actor,
        outcome_question(out.outcome, engine, directory, actor, asked.filter)
    );
    const auto whole = outcome_score(out.outcome, engine, directory, counted.all, guard);
    out.score = whole.score;
    out.outcome_rule = whole.rule;
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

JourneyFigures step_figures(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const StepsAsked& asked
) {
    return step_figures(
        engine, directory, actor, asked, lived_counts(engine, directory, actor, asked)
    );
}

}  // namespace styk::story
