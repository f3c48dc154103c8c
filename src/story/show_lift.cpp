#include "story/show_lift.h"

#include <fmt/format.h>

#include "stats/lmg.h"
#include "stats/multiplicity.h"
#include "story/compare.h"
#include "story/driver_moments.h"
#include "story/hide_cells.h"
#include "story/lift_of.h"

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

bool is_hidden(const stats::Estimate& estimate) {
    return estimate.tier == stats::Tier::hidden;
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

// Parts of a whole that may be asked for: a hidden one takes others with it.
void hide_parts(const std::vector<stats::Estimate*>& parts, std::uint64_t least) {
    std::vector<CellKeys> keys;
    std::vector<std::uint64_t> n;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        keys.push_back({fmt::format("{}", i)});
        n.push_back(parts[i]->n);
    }
    const auto hidden = rows_to_hide(keys, n, least);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (hidden[i]) {
            *parts[i] = hidden_estimate(*parts[i]);
        }
    }
}

stats::Difference not_told() {
    stats::Difference none;
    none.reason = stats::reason::hidden;
    return none;
}

LiftOfOne lift_of(
    const insight::Rated& rated,
    const stats::MetricRule& rule,
    const stats::Histogram& bad,
    const stats::Histogram& fine,
    const stats::TierLimits& limits
) {
    LiftOfOne out;
    out.rated = rated;
    out.when_bad = stats::estimate(rule, bad, limits);
    out.when_not = stats::estimate(rule, fine, limits);
    out.difference = tested(rule, fine, bad, limits);
    hide_parts({&out.when_bad, &out.when_not}, limits.anonymous_below);
    const auto all = static_cast<double>(bad.n() + fine.n());
    out.frequency = all > 0 ? static_cast<double>(bad.n()) / all : 0;
    if (is_hidden(out.when_bad) || is_hidden(out.when_not)) {
        out.difference = not_told();
        out.frequency = 0;
    }
    return out;
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

Lift lift_of_items(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const insight::Rated& outcome,
    const feedback::Filter& asked,
    std::vector<insight::Rated> items
) {
    insight::Question about{{outcome.metric}, {}, asked};
    (void)keep_one_kind(engine, directory, actor, about);
    const Guard guard(engine, directory, actor, about);
    const auto& filter = guard.filter();
    const auto limits = guard.limits();
    const auto rule = metric::rule_of(*directory.metrics.find(outcome.metric));
    if (items.empty()) {
        items = usual_drivers(engine, directory, {outcome}, filter);
    }
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
    auto everybody = none;
    stats::merge(everybody, one);
    stats::merge(everybody, several);
    if (guard.hides_whole(outcome.metric, everybody)) {
        out = {};
        out.reason = stats::reason::hidden;
        return out;
    }
    hide_parts({&out.all_good, &out.one_bad, &out.several_bad}, limits.anonymous_below);
    out.difference = tested(rule, none, one, limits);
    if (is_hidden(out.all_good) || is_hidden(out.one_bad)) {
        out.difference = not_told();
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto bad = histogram_of(rule, found.when_bad[i]);
        const auto fine = histogram_of(rule, found.when_not[i]);
        out.touchpoints.push_back(lift_of(items[i], rule, bad, fine, limits));
    }
    judge(out.touchpoints);
    return out;
}

Lift show_lift(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const insight::Rated& outcome,
    const feedback::Filter& filter
) {
    return lift_of_items(engine, directory, actor, outcome, filter, {});
}

}  // namespace styk::story
