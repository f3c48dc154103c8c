#include "insight/alert.h"

#include <algorithm>

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace {

constexpr std::size_t most_recipients = 50;

std::optional<std::string> check_recipients(const record::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    std::vector<std::string> ids;
    if (text == nullptr || !record::read_list(*text, ids)) {
        return {};
    }
    if (ids.size() > most_recipients) {
        return "may name 50 users at most";
    }
    const bool are_ids = std::all_of(ids.begin(), ids.end(), [](const std::string& id) {
        return Uuid::parse(id).has_value();
    });
    std::sort(ids.begin(), ids.end());
    const bool twice = std::adjacent_find(ids.begin(), ids.end()) != ids.end();
    return are_ids && !twice ? std::nullopt
                             : std::optional<std::string>("must be ids of users, none twice");
}

}  // namespace

namespace insight {

Problems check(const Alert& alert) {
    Problems problems;
    if (alert.rule == AlertRule::target && !alert.threshold) {
        problems.push_back({"/threshold", "is missing: the value not to be crossed"});
    }
    if (alert.rule == AlertRule::limits && alert.threshold) {
        problems.push_back({"/threshold", "has no use here: the chart finds its own limits"});
    }
    if (alert.rule == AlertRule::change && alert.threshold && *alert.threshold <= 0) {
        problems.push_back({"/threshold", "must be above 0: the least change worth a mail"});
    }
    return problems;
}

}  // namespace insight

template <>
const record::Shape& record::shape_of<insight::Alert>() {
    using insight::Alert;
    namespace may = people::may;
    constexpr Roles writers = may::set_up | people::bit(people::Role::touchpoint_owner);
    static const Shape shape = describe<Alert>("alert", "alerts")
                                   .field<&Alert::name>(rule::length(1, 120), searchable | sortable)
                                   .field<&Alert::metric>(rule::key(), filterable)
                                   .field<&Alert::query>(rule::length(0, 2000))
                                   .field<&Alert::by>(rule::length(1, 80))
                                   .field<&Alert::period>({}, filterable)
                                   .field<&Alert::rule>({}, filterable)
                                   .field<&Alert::threshold>()
                                   .field<&Alert::direction>()
                                   .field<&Alert::recipients>(check_recipients)
                                   .field<&Alert::active>({}, filterable)
                                   .field<&Alert::user_id>({}, read_only | filterable)
                                   .sorted_by("name")
                                   .may(may::read_feedback, writers);
    return shape;
}

}  // namespace styk
