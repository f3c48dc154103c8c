#include "metric/metric.h"

#include <algorithm>
#include <fmt/format.h>

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace metric {

namespace {

using Ratings = std::vector<std::int64_t>;

std::vector<int> to_ints(const Ratings& ratings) {
    std::vector<int> out;
    for (const std::int64_t rating : ratings) {
        out.push_back(static_cast<int>(rating));
    }
    return out;
}

void check_set(
    const Metric& metric, const Ratings& set, std::string_view pointer, Problems& problems
) {
    for (const std::int64_t rating : set) {
        if (rating < metric.min || rating > metric.max) {
            problems.push_back(
                {std::string(pointer),
                 fmt::format(
                     "holds {}, which is not on the scale {} to {}", rating, metric.min, metric.max
                 )}
            );
            return;
        }
    }
}

bool overlap(const Ratings& one, const Ratings& other) {
    return std::any_of(one.begin(), one.end(), [&](std::int64_t rating) {
        return std::find(other.begin(), other.end(), rating) != other.end();
    });
}

void check_sets(const Metric& metric, Problems& problems) {
    check_set(metric, metric.positive, "/positive", problems);
    check_set(metric, metric.negative, "/negative", problems);
    if (overlap(metric.positive, metric.negative)) {
        problems.push_back({"/negative", "holds a rating that is positive too"});
    }
    const bool counts_sets = metric.kind == Kind::net || metric.kind == Kind::box;
    if (counts_sets && metric.positive.empty()) {
        problems.push_back({"/positive", "must name the ratings that count as positive"});
    }
    if (metric.kind == Kind::net && metric.negative.empty()) {
        problems.push_back({"/negative", "must name the ratings that count as negative"});
    }
}

void check_items(const Metric& metric, Problems& problems) {
    if (metric.kind != Kind::index && !metric.items.empty()) {
        problems.push_back({"/items", "only an index has items"});
    }
    if (metric.kind == Kind::index && metric.items.size() < 2) {
        problems.push_back({"/items", "must name two metrics at least"});
    }
}

void check_target(const Metric& metric, Problems& problems) {
    const auto [low, high] = range_of_score(metric);
    if (metric.target && (*metric.target < low || *metric.target > high)) {
        problems.push_back({"/target", fmt::format("must be {} to {}", low, high)});
    }
}

record::Rule ratings() {
    return [](const record::Value& value) -> std::optional<std::string> {
        const auto* text = std::get_if<std::string>(&value);
        Ratings list;
        if (text == nullptr || !record::read_list(*text, list)) {
            return "must be a list of whole numbers";
        }
        std::sort(list.begin(), list.end());
        if (std::adjacent_find(list.begin(), list.end()) != list.end()) {
            return "holds a rating twice";
        }
        return {};
    };
}

record::Rule item_keys() {
    return [](const record::Value& value) -> std::optional<std::string> {
        const auto* text = std::get_if<std::string>(&value);
        std::vector<std::string> keys;
        if (text == nullptr || !record::read_list(*text, keys) || keys.size() > 20) {
            return "must be a list of at most 20 keys of metrics";
        }
        std::sort(keys.begin(), keys.end());
        if (std::adjacent_find(keys.begin(), keys.end()) != keys.end()) {
            return "holds a metric twice";
        }
        return {};
    };
}

}  // namespace

stats::MetricRule rule_of(const Metric& metric) {
    constexpr auto to_kind = [](Kind kind) {
        switch (kind) {
            case Kind::net:
                return stats::Kind::net;
            case Kind::box:
                return stats::Kind::box;
            case Kind::index:
                return stats::Kind::index;
            case Kind::mean:
                break;
        }
        return stats::Kind::mean;
    };
    return {
        .kind = to_kind(metric.kind),
        .min = static_cast<int>(metric.min),
        .max = static_cast<int>(metric.max),
        .positive = to_ints(metric.positive),
        .negative = to_ints(metric.negative)
    };
}

std::pair<double, double> range_of_score(const Metric& metric) {
    switch (metric.kind) {
        case Kind::net:
            return {-1, 1};
        case Kind::box:
            return {0, 1};
        case Kind::index:
            return {0, 100};
        case Kind::mean:
            break;
    }
    return {static_cast<double>(metric.min), static_cast<double>(metric.max)};
}

Problems check(const Metric& metric) {
    Problems problems;
    if (metric.min >= metric.max) {
        problems.push_back({"/max", "must be greater than min"});
        return problems;  // nothing else can be judged without a scale
    }
    check_sets(metric, problems);
    check_items(metric, problems);
    check_target(metric, problems);
    return problems;
}

bool counts_otherwise(const Metric& before, const Metric& after) {
    return before.kind != after.kind || before.min != after.min || before.max != after.max ||
           before.positive != after.positive || before.negative != after.negative ||
           before.items != after.items;
}

Problems locked_in_built_in(const Metric& before, const Metric& after) {
    Problems problems;
    if (!before.built_in) {
        return problems;
    }
    const auto lock = [&](bool same, const char* pointer) {
        if (!same) {
            problems.push_back({pointer, "is fixed in a built-in metric"});
        }
    };
    lock(before.kind == after.kind, "/kind");
    lock(before.min == after.min, "/min");
    lock(before.max == after.max, "/max");
    lock(before.positive == after.positive, "/positive");
    lock(before.negative == after.negative, "/negative");
    lock(before.items == after.items, "/items");
    return problems;
}

}  // namespace metric

template <>
const record::Shape& record::shape_of<metric::Metric>() {
    using metric::Metric;
    static const Shape shape =
        describe<Metric>("metric", "metrics")
            .field<&Metric::key>(rule::key(), searchable | sortable | filterable | unique | fixed)
            .field<&Metric::name>(rule::length(1, 200), searchable | sortable)
            .field<&Metric::question>(rule::prose(1, 1000))
            .field<&Metric::kind>({}, filterable)
            .field<&Metric::min>(rule::between(0, metric::highest_rating))
            .field<&Metric::max>(rule::between(1, metric::highest_rating))
            .field<&Metric::positive>(metric::ratings())
            .field<&Metric::negative>(metric::ratings())
            .field<&Metric::items>(metric::item_keys())
            .field<&Metric::target>()
            .field<&Metric::built_in>({}, read_only | filterable)
            .sorted_by("name")
            .may(everybody, people::may::set_up);
    return shape;
}

}  // namespace styk
