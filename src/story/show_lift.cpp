#include "story/show_lift.h"

#include "stats/lmg.h"
#include "stats/multiplicity.h"
#include "story/compare.h"
#include "story/driver_moments.h"

namespace styk::story {

namespace {

stats::Histogram histogram_of(
    const stats::MetricRule& rule, const cube::SpoiledAnswer::Scores& scores
) {
    auto out = stats::empty_histogram(rule.min, rule.max);
    for (std::size_t i = 0; i < out.counts.size(); ++i) {
        const auto score = static_cast<std::size_t>(rule.min) + i;
        out.counts[i] = score < scores.size() ? scores[score] : 0;
    }
    return out;
}

// Only where both sides may be ranked.
stats::Difference tested(
    const stats::MetricRule& rule,
    const stats::Histogram& one,
    const stats::Histogram& other,
    const stats::TierLimits& limits
) {
    const bool enough = stats::ranks(stats::estimate(rule, one, limits).tier) &&
                        stats::ranks(stats::estimate(rule, other, limits).tier);
    stats::Difference none;
    none.reason = stats::reason::too_few;
    return enough ? stats::difference(rule, one, other) : none;
}

void judge(std::vector<LiftOfOne>& all) {
    std::vector<double> p;
    std::vector<LiftOfOne*> known;
    for (LiftOfOne& one : all) {
        if (one.difference.p) {
            p.push_back(*one.difference.p);
            known.push_back(&one);
        }
    }
    const auto adjusted = stats::benjamini_hochberg(p);
    for (std::size_t i = 0; i < known.size(); ++i) {
        known[i]->p_adjusted = adjusted[i];
        known[i]->stands = adjusted[i] <= false_discovery_rate;
    }
}

}  // namespace

Lift show_lift(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const insight::Rated& outcome,
    const feedback::Filter& asked
) {
    const insight::Question about{{outcome.metric}, {}, asked};
    auto filter = figures_filter(about, actor, directory);
    (void)keep_one_kind(engine, directory, about, filter);
    const auto limits = limits_for(about, directory);
    const auto rule = metric::rule_of(*directory.metrics.find(outcome.metric));
    const auto items = usual_drivers(engine, directory, {outcome}, filter);
    Lift out;
    if (items.empty()) {
        out.reason = stats::reason::no_drivers;
        return out;
    }
    const auto found = engine.spoiled(directory, outcome, items, ends_of(directory, items), filter);
    const auto none = histogram_of(rule, found.none), one = histogram_of(rule, found.one),
               several = histogram_of(rule, found.several);
    out.n = none.n() + one.n() + several.n();
    out.all_good = stats::estimate(rule, none, limits);
    out.one_bad = stats::estimate(rule, one, limits);
    out.several_bad = stats::estimate(rule, several, limits);
    out.difference = tested(rule, none, one, limits);
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto bad = histogram_of(rule, found.when_bad[i]);
        const auto fine = histogram_of(rule, found.when_not[i]);
        LiftOfOne one_of;
        one_of.rated = items[i];
        one_of.when_bad = stats::estimate(rule, bad, limits);
        one_of.when_not = stats::estimate(rule, fine, limits);
        one_of.difference = tested(rule, fine, bad, limits);
        const auto all = static_cast<double>(bad.n() + fine.n());
        one_of.frequency = all > 0 ? static_cast<double>(bad.n()) / all : 0;
        out.touchpoints.push_back(std::move(one_of));
    }
    judge(out.touchpoints);
    return out;
}

}  // namespace styk::story
