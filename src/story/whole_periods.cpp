#include "story/whole_periods.h"

#include "insight/period.h"

namespace styk::story {

namespace {

constexpr Day weeks_of_a_year = 364;  // whole weeks, so that a Monday meets a Monday

std::vector<WholePeriod> empty_periods(
    const metric::Metric& metric, Period period, Day first, Day last
) {
    const auto rule = metric::rule_of(metric);
    std::vector<WholePeriod> out;
    for (Day day = first; day <= last; day = next_after(period, day)) {
        out.push_back({day, stats::empty_histogram(rule.min, rule.max)});
    }
    return out;
}

void put(std::vector<WholePeriod>& periods, Day day, const stats::Histogram& histogram) {
    for (WholePeriod& one : periods) {
        if (one.first_day == day) {
            stats::merge(one.histogram, histogram);
        }
    }
}

}  // namespace

Day last_whole_period(Period period, Day today) {
    return first_day_of(period, first_day_of(period, today) - 1);
}

Day periods_before(Period period, Day first_day, int count) {
    for (int i = 0; i < count; ++i) {
        first_day = first_day_of(period, first_day - 1);
    }
    return first_day;
}

Day year_before(Period period, Day first_day) {
    const bool weeks = period == Period::day || period == Period::week;
    return weeks ? first_day - weeks_of_a_year
                 : periods_before(period, first_day, period == Period::month ? 12 : 4);
}

GroupedPeriods whole_periods_by(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const std::string& metric,
    feedback::Filter filter,
    const std::string& by,
    const Stretch& stretch
) {
    const auto [period, first, last] = stretch;
    filter.from = directory.zone.start_of(first);
    filter.to = directory.zone.start_of(next_after(period, last));
    const std::string step(insight::name_of(period));
    const auto count = engine.count(
        directory, metric, by.empty() ? std::vector{step} : std::vector{by, step}, filter
    );
    const auto nothing = empty_periods(*directory.metrics.find(metric), period, first, last);
    GroupedPeriods out{.groups = {}, .position = count.position};
    for (const auto& row : count.rows) {
        const auto day = insight::first_day_of_key(period, row.keys.back().value_or(""));
        const auto group = by.empty() ? std::optional<std::string>("") : row.keys.front();
        if (day && group && (by.empty() || !group->empty())) {
            put(out.groups.try_emplace(*group, nothing).first->second, *day, row.histogram);
        }
    }
    if (by.empty()) {
        out.groups.try_emplace("", nothing);
    }
    return out;
}

std::vector<WholePeriod> whole_periods(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const std::string& metric,
    feedback::Filter filter,
    Period period,
    Day first,
    Day last
) {
    return whole_periods_by(engine, directory, metric, std::move(filter), "", {period, first, last})
        .groups.at("");
}

}  // namespace styk::story
