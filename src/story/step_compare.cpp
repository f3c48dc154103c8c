#include "story/step_compare.h"

#include <algorithm>
#include <map>

#include "metric/direction.h"
#include "stats/multiplicity.h"
#include "story/compare.h"

namespace styk::story {

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

namespace {

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

}  // namespace

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

}  // namespace styk::story
