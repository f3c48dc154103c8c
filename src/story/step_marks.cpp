#include "story/step_marks.h"

#include <algorithm>

#include "metric/direction.h"

namespace styk::story {

namespace {

// Of the unit in which differences are told.
double range_of(const metric::Metric& metric) {
    switch (metric.kind) {
        case metric::Kind::net:
            return 2;
        case metric::Kind::box:
            return 1;
        case metric::Kind::mean:
            return static_cast<double>(metric.max - metric.min);
        case metric::Kind::index:
            break;
    }
    return 100;
}

// How much better the step is than the others: turned round where low ratings are the good ones.
struct Better {
    std::optional<double> value{}, lo{}, hi{};
};

std::optional<double> negative(const std::optional<double>& of) {
    return of ? std::optional(-*of) : std::nullopt;
}

Better better(const StepFigures& step) {
    const auto& by = step.against_others.difference;
    if (step.metric == nullptr || metric::is_higher_better(*step.metric)) {
        return {by.value, by.lo, by.hi};
    }
    return {negative(by.value), negative(by.hi), negative(by.lo)};
}

RuleMark mark(MarkKind kind, std::string_view because, const StepFigures& step) {
    const auto& by = step.against_others.difference;
    return {kind, because, by.value, by.lo, by.hi};
}

RuleMark mark(MarkKind kind, std::string_view because, const Emotion& by) {
    return {kind, because, by.value, by.lo, by.hi};
}

std::optional<RuleMark> pain_of(const StepFigures& step, const MarkRules& rules) {
    const Emotion& emotion = step.emotion;
    if (stats::ranks(emotion.tier) && emotion.hi && *emotion.hi < 0) {
        return mark(MarkKind::pain, "negative", emotion);
    }
    const Better than = better(step);
    const bool stands = step.against_others.stands;
    const bool hurts = emotion.value && *emotion.value < rules.not_painful_from;
    if (stands && hurts && than.hi && *than.hi < -rules.noticeable * range_of(*step.metric)) {
        return mark(MarkKind::pain, "below_others", step);
    }
    const bool lower = than.value && *than.value < 0;
    if (step.moment && step.moment->of_truth && stands && lower && hurts) {
        return mark(MarkKind::pain, "decides_and_hurts", step);
    }
    return {};
}

std::optional<RuleMark> success_of(const StepFigures& step, const MarkRules& rules) {
    const Emotion& emotion = step.emotion;
    if (!stats::ranks(emotion.tier) || !emotion.lo || *emotion.lo <= 0) {
        return {};
    }
    const Better than = better(step);
    if (step.against_others.stands && than.lo &&
        *than.lo > rules.noticeable * range_of(*step.metric)) {
        return mark(MarkKind::success, "above_others", step);
    }
    if (*emotion.lo >= rules.delights_from) {
        return mark(MarkKind::success, "delights", emotion);
    }
    return {};
}

}  // namespace

std::vector<RuleMark> marks_of(const StepFigures& step, const MarkRules& rules) {
    std::vector<RuleMark> out;
    if (const auto pain = pain_of(step, rules)) {
        out.push_back(*pain);
    } else if (const auto success = success_of(step, rules)) {
        out.push_back(*success);
    }
    if (step.moment && step.moment->of_truth) {
        const auto& of = *step.moment;
        out.push_back({MarkKind::moment_of_truth, "decides", of.impact, of.impact_lo, of.impact_hi}
        );
    }
    return out;
}

std::vector<FinalMark> final_marks(const StepFigures& step) {
    std::vector<FinalMark> out;
    for (const MarkKind kind : {MarkKind::pain, MarkKind::success, MarkKind::moment_of_truth}) {
        const auto& people = step.subject.people;
        const auto said = std::find_if(people.begin(), people.end(), [&](const PeopleMark& one) {
            return one.kind == kind;
        });
        const auto found =
            std::find_if(step.marks.begin(), step.marks.end(), [&](const RuleMark& one) {
                return one.kind == kind;
            });
        const bool by_rule = found != step.marks.end();
        if (said != people.end()) {
            if (said->on) {
                out.push_back({kind, "people", "", said->reason, by_rule});
            }
        } else if (by_rule) {
            out.push_back({kind, "rule", found->because, "", true});
        }
    }
    return out;
}

}  // namespace styk::story
