// A figure that the firm has chosen to keep its eye on: a metric over some feedback, in a rhythm,
// with or without a target. The scorecard shows them all (story/show_scorecard).
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "insight/rhythm.h"
#include "record/shape.h"

namespace styk::insight {

struct Indicator {
    Id<Indicator> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::string name;
    std::string metric;                    // key
    std::string query;                     // of the filter vocabulary, without dates; may be empty
    Rhythm period = Rhythm::month;         // judged when it is over
    std::optional<double> target{};        // in the metric's unit
    bool leading = false;                  // is meant to move before `outcome` does
    std::optional<std::string> outcome{};  // key of a metric
    std::int64_t position = 0;
};
BOOST_DESCRIBE_STRUCT(
    Indicator,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     name,
     metric,
     query,
     period,
     target,
     leading,
     outcome,
     position)
)

}  // namespace styk::insight

namespace styk::record {

template <>
const Shape& shape_of<insight::Indicator>();

}  // namespace styk::record
