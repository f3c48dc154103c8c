// How ratings become a score. Kind, scale and sets are data; once ratings exist they stay as they
// are.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "record/shape.h"
#include "stats/score.h"

namespace styk::metric {

// What the score is; the units are those of stats::Kind.
BOOST_DEFINE_ENUM_CLASS(Kind, net, box, mean, index)

inline constexpr std::int64_t highest_rating = 100;

struct Metric {
    Id<Metric> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::string key, name;
    std::optional<std::string> question{};
    Kind kind = Kind::mean;
    std::int64_t min = 0, max = 0;
    std::vector<std::int64_t> positive{}, negative{};  // ratings of the scale
    std::vector<std::string> items{};                  // index: the metrics it is the sum of
    std::optional<double> target{};                    // in the unit of the score
    bool built_in = false;

    friend bool operator==(const Metric&, const Metric&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Metric,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     key,
     name,
     question,
     kind,
     min,
     max,
     positive,
     negative,
     items,
     target,
     built_in)
)

[[nodiscard]] stats::MetricRule rule_of(const Metric& metric);

// Rules over more than one field: the scale, sets within it and apart, a target that the score can
// reach.
[[nodiscard]] Problems check(const Metric& metric);

// The lowest and the highest score of the metric, in the unit that figures have.
[[nodiscard]] std::pair<double, double> range_of_score(const Metric& metric);

// What decides how ratings are counted differs.
[[nodiscard]] bool counts_otherwise(const Metric& before, const Metric& after);

// What may not be changed in a built-in: everything but name, question and target.
[[nodiscard]] Problems locked_in_built_in(const Metric& before, const Metric& after);

// The metrics every database has, without ids.
[[nodiscard]] std::vector<Metric> built_in_metrics();

}  // namespace styk::metric

namespace styk::record {
template <>
const Shape& shape_of<metric::Metric>();
}  // namespace styk::record
