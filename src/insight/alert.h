// What is watched so that nobody has to: a metric over some feedback, one chart or one a group,
// judged after each full period by a rule whose false alarms can be counted beforehand.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "insight/rhythm.h"
#include "record/shape.h"

namespace styk::people {
struct User;
}

namespace styk::insight {

// limits: beyond the chart's limits, or eight periods on one side of its centre. target: the whole
// interval on the wrong side of the threshold. change: differs from the period before for certain,
// by the threshold at least where there is one.
BOOST_DEFINE_ENUM_CLASS(AlertRule, limits, target, change)
BOOST_DEFINE_ENUM_CLASS(AlertDirection, both, down, up)

// What an alert comes down to while nothing changes; made for an answer, never stored.
struct AlertOutlook {
    std::size_t charts = 0, too_few = 0;
    double false_alarms_a_year = 0;
    std::string_view reason{};  // why nothing is watched
};

struct Alert {
    Id<Alert> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::string name;
    std::string metric;               // key
    std::string query;                // of the filter vocabulary, without dates; may be empty
    std::optional<std::string> by{};  // a grouping: one chart each
    Rhythm period = Rhythm::week;
    AlertRule rule = AlertRule::limits;
    std::optional<double> threshold{};  // in the metric's unit
    AlertDirection direction = AlertDirection::both;
    std::vector<std::string> recipients{};  // ids of users
    bool active = true;
    std::optional<Id<people::User>> user_id{};  // with whose eyes it looks; none: the whole firm's

    std::optional<AlertOutlook> outlook{};
};
BOOST_DESCRIBE_STRUCT(
    Alert,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     name,
     metric,
     query,
     by,
     period,
     rule,
     threshold,
     direction,
     recipients,
     active,
     user_id)
)

// Rules over more than one field.
[[nodiscard]] Problems check(const Alert& alert);

}  // namespace styk::insight

namespace styk::record {

template <>
const Shape& shape_of<insight::Alert>();

}  // namespace styk::record
