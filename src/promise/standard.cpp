#include "promise/standard.h"

#include <fmt/format.h>

#include "people/roles.h"
#include "promise/parts.h"
#include "record/convert.h"
#include "record/rules.h"

namespace styk {

namespace promise {

namespace {

constexpr double longest_threshold = 100'000;
constexpr std::int64_t days_of_month[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

std::optional<Threshold> read_threshold(const std::string& text, Problems& problems) {
    const json::Value object = json::try_parse(text).value_or(json::Value());
    const std::size_t before = problems.size();
    Members members(object, "/threshold", problems);
    Threshold out;
    const auto value = members.number("value");
    out.unit = record::choice_of<ThresholdUnit>(
                   members.choice("unit", {"hours", "seconds", "minutes", "days"})
    )
                   .value_or(ThresholdUnit::hours);
    members.done();
    if (!value || !(*value > 0) || *value > longest_threshold) {
        problems.push_back(
            {"/threshold/value", fmt::format("must be above 0, at most {}", longest_threshold)}
        );
    }
    out.value = value.value_or(0);
    return problems.size() == before ? std::optional(out) : std::nullopt;
}

struct MonthDay {
    std::int64_t month = 1, day = 1;
};

std::optional<MonthDay> read_dated(const std::string& text, Problems& problems) {
    const json::Value object = json::try_parse(text).value_or(json::Value());
    const std::size_t before = problems.size();
    Members members(object, "/dated", problems);
    const auto month = members.whole("month", 1, 12);
    const auto day = members.whole("day", 1, 31);
    members.done();
    if (problems.size() == before && (!month || !day)) {
        problems.push_back({month ? "/dated/day" : "/dated/month", "is missing"});
    }
    if (problems.size() != before) {
        return {};
    }
    if (*day > days_of_month[*month - 1]) {
        problems.push_back({"/dated/day", "is no day of that month"});
        return {};
    }
    return MonthDay{*month, *day};
}

Day day_in(std::int64_t year, const MonthDay& date) {
    auto found = parse_iso_day(fmt::format("{:04}-{:02}-{:02}", year, date.month, date.day));
    return found ? *found : parse_iso_day(fmt::format("{:04}-02-28", year)).value();
}

void check_events(const Standard& standard, Problems& problems) {
    if (!standard.event_from) {
        if (standard.event_to) {
            problems.push_back({"/event_from", "is missing: what is the beginning?"});
        }
        return;
    }
    const bool follows = standard.measure != Measure::duration;
    if (follows && !standard.event_to) {
        problems.push_back({"/event_to", "is missing: what must follow?"});
    }
    if (!follows && standard.event_to) {
        problems.push_back({"/event_to", "must be empty: one event has a duration"});
    }
    if (standard.event_to && standard.event_to == standard.event_from) {
        problems.push_back({"/event_to", "must be another one than event_from"});
    }
    if (standard.measure != Measure::share && !standard.threshold) {
        problems.push_back({"/threshold", "is missing: how long may it take?"});
    }
}

}  // namespace

std::optional<Threshold> threshold_of(const Standard& standard) {
    Problems none;
    return standard.threshold ? read_threshold(standard.threshold->text, none) : std::nullopt;
}

double seconds_of(const Threshold& threshold, double day_s) {
    switch (threshold.unit) {
        case ThresholdUnit::seconds:
            return threshold.value;
        case ThresholdUnit::minutes:
            return threshold.value * 60;
        case ThresholdUnit::hours:
            return threshold.value * 3600;
        case ThresholdUnit::days:
            break;
    }
    return threshold.value * day_s;
}

std::optional<Day> next_gesture(const Standard& standard, Day from) {
    Problems none;
    const auto date = standard.dated ? read_dated(standard.dated->text, none) : std::nullopt;
    if (!date) {
        return {};
    }
    const std::int64_t year = std::stoll(to_iso_day(from).substr(0, 4));
    const Day this_year = day_in(year, *date);
    return this_year >= from ? this_year : day_in(year + 1, *date);
}

Problems check(const Standard& standard) {
    Problems problems;
    if (standard.key.size() > longest_standard_key) {
        problems.push_back(
            {"/key", fmt::format("must have at most {} characters", longest_standard_key)}
        );
    }
    check_events(standard, problems);
    if (standard.threshold) {
        (void)read_threshold(standard.threshold->text, problems);
    }
    if (standard.dated) {
        (void)read_dated(standard.dated->text, problems);
    }
    return problems;
}

}  // namespace promise

template <>
const record::Shape& record::shape_of<promise::Standard>() {
    using promise::Standard;
    static const Shape shape =
        describe<Standard>("standard", "standards")
            .field<&Standard::key>(rule::key(), searchable | sortable | filterable | unique | fixed)
            .field<&Standard::name>(rule::length(1, 200), searchable | sortable)
            .field<&Standard::description>(rule::prose(1, 2000), searchable)
            .field<&Standard::touchpoint_id>({}, filterable)
            .field<&Standard::event_from>(rule::key())
            .field<&Standard::event_to>(rule::key())
            .field<&Standard::threshold>()
            .field<&Standard::measure>({}, filterable)
            .field<&Standard::calendar>()
            .field<&Standard::target_share>(rule::real_between(0, 1))
            .field<&Standard::dated>()
            .field<&Standard::remind_days>(rule::between(0, 180))
            .field<&Standard::owner_id>({}, filterable)
            .field<&Standard::metric_id>()
            .field<&Standard::position>({}, sortable)
            .sorted_by("position")
            .may(people::may::read_figures, people::may::read_people);
    return shape;
}

}  // namespace styk
