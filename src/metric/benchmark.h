// What others reach on a metric, and who says so. A benchmark without its source is worth nothing.
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "metric/metric.h"
#include "record/shape.h"

namespace styk::metric {

struct Benchmark {
    Id<Benchmark> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    Id<Metric> metric_id;
    std::string label;
    std::optional<double> value{}, low{}, high{};  // in the unit of the metric's score
    std::string source, year;                      // "2008-9": not always one year

    friend bool operator==(const Benchmark&, const Benchmark&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Benchmark,
    (),
    (id, revision, created_at, updated_at, metric_id, label, value, low, high, source, year)
)

// A value or a range, the range in its order.
[[nodiscard]] Problems check(const Benchmark& benchmark);

// The benchmarks that come with WR, without ids and metric.
[[nodiscard]] std::vector<Benchmark> first_benchmarks();

}  // namespace styk::metric

namespace styk::record {
template <>
const Shape& shape_of<metric::Benchmark>();
}  // namespace styk::record
