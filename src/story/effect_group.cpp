#include "story/effect_group.h"

#include "story/show_tally.h"

namespace styk::story {

EffectGroup::EffectGroup(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const std::string& metric,
    const feedback::Filter& filter
)
    : engine_(engine),
      directory_(directory),
      metric_(metric),
      guard_(engine, directory, actor, {{metric}, {}, filter}),
      rule_(metric::rule_of(*directory.metrics.find(metric))) {}

stats::Histogram EffectGroup::ratings(Day from, Day to) const {
    auto sum = stats::empty_histogram(rule_.min, rule_.max);
    for (const auto& [key, histogram] : by({}, from, to)) {
        stats::merge(sum, histogram);
    }
    return sum;
}

stats::Estimate EffectGroup::estimate(Day from, Day to) const {
    const auto all = ratings(from, to);
    const auto guard = guard_.within(directory_.zone.start_of(from), directory_.zone.start_of(to));
    const auto shown = stats::estimate(rule_, all, guard.limits());
    return guard.hides_whole(metric_, all) ? hidden_estimate(shown) : shown;
}

EffectGroup::Cells EffectGroup::by(const std::vector<insight::GroupBy>& name, Day from, Day to)
    const {
    auto filter = guard_.filter();
    filter.from = directory_.zone.start_of(from);
    filter.to = directory_.zone.start_of(to);
    Cells cells;
    for (const auto& row : engine_.count(directory_, metric_, name, filter).rows) {
        const auto key = row.keys.empty() ? std::nullopt : row.keys.front();
        cells.emplace(key.value_or(""), row.histogram);
    }
    return cells;
}

}  // namespace styk::story
