// What is special in storing metrics: the built-in ones, and whether one is in use.
#pragma once

#include <string_view>
#include <vector>

#include "base/clock.h"
#include "db/record_store.h"
#include "metric/benchmark.h"
#include "metric/metric.h"

namespace styk::metric {

// What a new database gets. Made before the transaction, since a transaction draws no ids.
struct FirstMetrics {
    std::vector<Metric> metrics;
    std::vector<Benchmark> benchmarks;  // bound to wr
};

[[nodiscard]] FirstMetrics make_first_metrics(const Clock& clock, Random& random);

// Adds the built-in metrics that are not there yet; the benchmarks only together with wr.
void ensure_metrics(db::Tx& tx, const FirstMetrics& first, const db::Change& by);

// Ratings of this metric exist.
[[nodiscard]] bool is_used(db::Reader& reader, std::string_view key);

// The rules that need the other metrics and the ratings; `metric` is as it shall be stored, known
// or new. Throws Refusal {invalid} or {conflict}.
void check_metric(db::Reader& reader, const Metric& metric);

// Throws Refusal{conflict} when the metric is built in, has ratings or is an item of an index.
void check_removal(db::Reader& reader, const Metric& metric);

// The metric exists and the figures are whole. Throws Refusal{invalid}.
void check_benchmark(db::Reader& reader, const Benchmark& benchmark);

}  // namespace styk::metric
