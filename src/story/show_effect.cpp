#include "story/show_effect.h"

#include <algorithm>
#include <map>

#include "insight/period.h"
#include "stats/interrupted_series.h"
#include "stats/shrinkage.h"
#include "story/effect_group.h"
#include "story/score_sums.h"

namespace styk::story {

namespace {

constexpr std::size_t few_clusters = 20, least_clusters = 6;
constexpr double usual_worth = 0.1;

using Group = EffectGroup;
using Window = EffectWindow;

// Whole periods of the window; nothing when one of them has no answers.
std::optional<std::vector<stats::Histogram>> series_of(
    const Group& group, Period period, const Window& window, Day& first
) {
    const auto cells = group.by({std::string(insight::name_of(period))}, window.from, window.to);
    first = first_day_of(period, window.from);
    if (first < window.from) {
        first = next_after(period, first);
    }
    std::vector<stats::Histogram> series;
    for (Day day = first; next_after(period, day) <= window.to; day = next_after(period, day)) {
        const auto found = cells.find(period_key(period, day));
        if (found == cells.end() || found->second.n() == 0) {
            if (series.empty()) {  // nobody had answered yet
                first = next_after(period, day);
                continue;
            }
            return {};
        }
        series.push_back(found->second);
    }
    return series;
}

std::size_t periods_before(Period period, Day first, Day at) {
    std::size_t n = 0;
    for (Day day = first; next_after(period, day) <= at; day = next_after(period, day)) {
        ++n;
    }
    return n;
}

void fit_segments(
    EffectSeries& out, const stats::MetricRule& rule, const std::vector<stats::Histogram>& series
) {
    const auto n = static_cast<Eigen::Index>(series.size());
    Eigen::VectorXd values(n);
    for (Eigen::Index i = 0; i < n; ++i) {
        values[i] = stats::value_of(rule, series[static_cast<std::size_t>(i)]).value_or(0);
    }
    const auto found = stats::segmented_effect(values, static_cast<Eigen::Index>(out.before) + 1);
    out.reason = found.reason;
    out.step = found.step;
    out.now = found.now;
    out.slope_before = found.slope_before;
    out.slope_change = found.slope_change;
}

EffectSeries look_at_series(const Group& group, const Window& window) {
    EffectSeries out;
    for (const Period period : {Period::week, Period::month}) {
        Day first = 0;
        const auto series = series_of(group, period, window, first);
        out.period = insight::name_of(period);
        out.reason = "gaps";
        if (!series) {
            continue;
        }
        out.before = periods_before(period, first, window.at);
        out.after = series->size() - std::min(series->size(), out.before);
        out.reason = "too_short";
        const auto before = static_cast<Eigen::Index>(out.before);
        if (!stats::is_long_enough(before, static_cast<Eigen::Index>(out.after), false)) {
            continue;
        }
        out.reason = {};
        fit_segments(out, group.rule(), *series);
        return out;
    }
    return out;
}

void add_cells(
    stats::ComparisonSums& sums,
    const Group& group,
    stats::CellKey key,
    const Window& days,
    std::map<std::string, std::uint64_t>* clusters
) {
    for (const auto& [place, ratings] : group.by({"location"}, days.from, days.to)) {
        const auto cell = score_sums(group.rule(), ratings);
        stats::merge(sums.cells[key], cell);
        if (clusters != nullptr) {
            const auto number = clusters->emplace(place, clusters->size()).first->second;
            stats::merge(sums.clusters[number][key], cell);
        }
    }
}

stats::ComparisonSums sums_of(
    const Group& changed, const Group& others, const Window& window, bool clustered
) {
    stats::ComparisonSums sums;
    std::map<std::string, std::uint64_t> clusters;
    auto* by_place = clustered ? &clusters : nullptr;
    const Window before{window.from, 0, window.at}, after{window.at, 0, window.to};
    add_cells(sums, changed, {0, true}, before, by_place);
    add_cells(sums, changed, {1, true}, after, by_place);
    add_cells(sums, others, {0, false}, before, by_place);
    add_cells(sums, others, {1, false}, after, by_place);
    return sums;
}

std::size_t count_places(const Group& changed, const Group& others, const Window& window) {
    std::map<std::string, int> places;
    for (const Group* group : {&changed, &others}) {
        for (const auto& [place, ratings] : group->by({"location"}, window.from, window.to)) {
            places[place] += 1;
        }
    }
    return places.size();
}

// The two of a window: what is hidden would be the window less the other.
void hide_together(stats::Estimate& one, stats::Estimate& other) {
    const bool hidden = one.tier == stats::Tier::hidden || other.tier == stats::Tier::hidden;
    for (auto* each : {&one, &other}) {
        if (hidden && each->n > 0) {
            *each = hidden_estimate(*each);
        }
    }
}

// Few places make a clustered error too small, so signs are drawn; very few cannot speak for
// themselves at all, and the answers are taken one by one.
EffectComparison compare_with_others(
    const Group& changed, const Group& others, const Window& window
) {
    EffectComparison out;
    out.changed_before = changed.estimate(window.from, window.at);
    out.changed_after = changed.estimate(window.at, window.to);
    out.others_before = others.estimate(window.from, window.at);
    out.others_after = others.estimate(window.at, window.to);
    hide_together(out.changed_before, out.changed_after);
    hide_together(out.others_before, out.others_after);
    for (const auto* one :
         {&out.changed_before, &out.changed_after, &out.others_before, &out.others_after}) {
        if (!stats::ranks(one->tier)) {
            out.reason = stats::reason::too_few;
            return out;
        }
    }
    const std::size_t places = count_places(changed, others, window);
    const bool clustered = places >= least_clusters;
    const auto sums = sums_of(changed, others, window, clustered);
    const auto found = stats::difference_in_differences(sums);
    out.reason = found.reason;
    out.effect = found.effect;
    out.lo = found.lo;
    out.hi = found.hi;
    out.p = found.p;
    out.clusters = clustered ? places : 0;
    if (clustered && places < few_clusters) {
        if (const auto drawn = stats::wild_bootstrap(sums)) {
            out.bootstrap = true;
            out.p = drawn->p;
            out.lo = drawn->lo;
            out.hi = drawn->hi;
        }
    }
    const Day middle = window.from + (window.at - window.from) / 2;
    out.parallel_p = stats::difference_in_differences(
                         sums_of(changed, others, {window.from, middle, window.at}, false)
    )
                         .p;
    return out;
}

std::optional<std::string> only_place(const feedback::Filter& filter) {
    for (const auto& clause : filter.clauses) {
        if (clause.criterion == feedback::Criterion::location && !clause.negated &&
            clause.values.size() == 1) {
            return clause.values.front();
        }
    }
    return {};
}

std::optional<stats::Measured> measured(
    const stats::MetricRule& rule, const stats::Histogram& ratings
) {
    const auto one = score_summary(rule, ratings);
    return one.n > 1 && one.variance > 0
               ? std::optional(stats::Measured{one.mean, one.variance / one.n})
               : std::nullopt;
}

// What a place that was picked because it was bad gets back by itself.
std::optional<double> change_by_itself(
    const Group& everybody, const std::string& place, const Window& window
) {
    std::vector<stats::Measured> siblings;
    std::optional<stats::Measured> own;
    for (const auto& [key, ratings] : everybody.by({"location"}, window.from, window.at)) {
        if (const auto one = measured(everybody.rule(), ratings)) {
            siblings.push_back(*one);
            own = key == place ? one : own;
        }
    }
    const auto between = stats::between_siblings(siblings);
    if (!own || !between) {
        return {};
    }
    return (1 - stats::reliability(between->tau2, own->variance)) * (between->mean - own->value);
}

void judge(Effect& out, double worthwhile) {
    if (out.comparison && out.comparison->lo && out.comparison->hi) {
        out.certainty = "comparison";
        out.finding = stats::finding(out.comparison->lo, out.comparison->hi, worthwhile);
    } else if (out.series.now.lo && out.series.now.hi) {
        out.certainty = "series";
        out.finding = stats::finding(out.series.now.lo, out.series.now.hi, worthwhile);
    }
}

feedback::Filter without_days(feedback::Filter filter) {
    filter.from.reset();
    filter.to.reset();
    return filter;
}

// A look that tells of fewer new people than may be shown is left out.
bool is_enough_more(const stats::Histogram& all, std::uint64_t seen, std::uint64_t least) {
    return all.n() == seen || all.n() - seen >= least;
}

feedback::Filter without_places(feedback::Filter filter) {
    std::erase_if(filter.clauses, [](const auto& clause) {
        return clause.criterion == feedback::Criterion::location;
    });
    return filter;
}

}  // namespace

EffectWindow effect_window(
    const feedback::Directory& directory, const EffectAsked& asked, Instant now
) {
    const Day today = directory.zone.day_of(now);
    const auto day = [&](const std::optional<Instant>& at, Day usual) {
        return at ? directory.zone.day_of(*at) : usual;
    };
    return {day(asked.filter.from, asked.at - 365), asked.at, day(asked.filter.to, today + 1)};
}

Effect show_effect(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const EffectAsked& asked,
    Instant now
) {
    const auto window = effect_window(directory, asked, now);
    const Group changed(engine, directory, actor, asked.metric, without_days(asked.filter));
    Effect out;
    const auto before = changed.ratings(window.from, window.at);
    const auto after = changed.ratings(window.at, window.to);
    out.before = changed.estimate(window.from, window.at);
    out.after = changed.estimate(window.at, window.to);
    hide_together(out.before, out.after);
    if (!stats::shows_value(out.before.tier) || !stats::shows_value(out.after.tier)) {
        out.reason =
            before.n() + after.n() == 0 ? stats::reason::no_answers : stats::reason::too_few;
        return out;
    }
    out.difference = stats::difference(changed.rule(), after, before);
    out.series = look_at_series(changed, window);
    if (asked.versus) {
        const Group others(engine, directory, actor, asked.metric, without_days(*asked.versus));
        out.comparison = compare_with_others(changed, others, window);
    }
    if (const auto place = only_place(asked.filter)) {
        const Group everybody(
            engine, directory, actor, asked.metric, without_places(without_days(asked.filter))
        );
        out.by_itself = change_by_itself(everybody, *place, window);
    }
    judge(out, asked.worthwhile);
    return out;
}

Watch watch_effect(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const EffectAsked& asked,
    Instant now
) {
    const auto window = effect_window(directory, asked, now);
    const Group changed(engine, directory, actor, asked.metric, without_days(asked.filter));
    const Group others(engine, directory, actor, asked.metric, without_days(*asked.versus));
    const double width = changed.rule().kind == stats::Kind::net ? 2
                         : changed.rule().kind == stats::Kind::box
                             ? 1
                             : changed.rule().max - changed.rule().min;
    const double worth = asked.worthwhile > 0 ? asked.worthwhile : usual_worth * width;
    stats::SequentialTest test({.tau2 = worth * worth});
    const auto days_of_changed = changed.by({"day"}, window.at, window.to);
    const auto days_of_others = others.by({"day"}, window.at, window.to);
    auto all_changed = stats::empty_histogram(changed.rule().min, changed.rule().max);
    auto all_others = all_changed;
    std::uint64_t seen_changed = 0, seen_others = 0;
    Watch out;
    for (Day day = window.at; day < window.to; ++day) {
        const auto key = period_key(Period::day, day);
        if (const auto found = days_of_changed.find(key); found != days_of_changed.end()) {
            stats::merge(all_changed, found->second);
        }
        if (const auto found = days_of_others.find(key); found != days_of_others.end()) {
            stats::merge(all_others, found->second);
        }
        if (!is_enough_more(all_changed, seen_changed, changed.least()) ||
            !is_enough_more(all_others, seen_others, changed.least())) {
            continue;
        }
        seen_changed = all_changed.n();
        seen_others = all_others.n();
        const auto one = score_summary(changed.rule(), all_changed);
        const auto other = score_summary(changed.rule(), all_others);
        const auto look = test.look(one, other);
        out.looks.push_back({day, one.n, other.n, look});
        if (!out.since && look.enough && look.p <= 0.05) {
            out.since = day;
        }
    }
    if (all_changed.n() == 0 || all_others.n() == 0) {
        out.looks.clear();
        out.reason = stats::reason::no_answers;
    }
    return out;
}

}  // namespace styk::story
