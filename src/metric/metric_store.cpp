#include "metric/metric_store.h"

#include <algorithm>
#include <fmt/format.h>

namespace styk::metric {

namespace {

// An index is the sum of its items, so its scale is the sum of theirs.
void check_items(db::Reader& reader, const Metric& metric, Problems& problems) {
    std::int64_t min = 0;
    std::int64_t max = 0;
    for (const std::string& key : metric.items) {
        const auto item = db::find_by<Metric>(reader, "key", key);
        if (!item || item->kind == Kind::index) {
            problems.push_back({"/items", fmt::format("{} is no metric that can be an item", key)});
            return;
        }
        min += item->min;
        max += item->max;
    }
    if (!metric.items.empty() && (metric.min != min || metric.max != max)) {
        problems.push_back(
            {"/min",
             fmt::format("the scale of an index is the sum of its items: {} to {}", min, max)}
        );
    }
}

[[nodiscard]] std::optional<std::string> index_over(db::Reader& reader, const std::string& key) {
    for (const Metric& metric : db::list_all<Metric>(reader)) {
        if (std::find(metric.items.begin(), metric.items.end(), key) != metric.items.end()) {
            return metric.name;
        }
    }
    return {};
}

[[noreturn]] void refuse(const std::string& why, Problems problems = {}) {
    throw Refusal(Code::conflict, why, std::move(problems));
}

void check_change(db::Reader& reader, const Metric& before, const Metric& after) {
    if (auto locked = locked_in_built_in(before, after); !locked.empty()) {
        refuse(
            "Of a built-in metric only name, question and target can be changed.", std::move(locked)
        );
    }
    if (!counts_otherwise(before, after)) {
        return;
    }
    if (is_used(reader, after.key)) {
        refuse(fmt::format(
            "There are ratings of {} already: its kind, scale and sets stay as they are. Add "
            "another metric.",
            before.name
        ));
    }
    const bool scale_moves =
        before.min != after.min || before.max != after.max || before.kind != after.kind;
    if (const auto index = scale_moves ? index_over(reader, after.key) : std::nullopt) {
        refuse(fmt::format("{} is an item of {}: its scale stays as it is.", before.name, *index));
    }
}

}  // namespace

FirstMetrics make_first_metrics(const Clock& clock, Random& random) {
    FirstMetrics first{.metrics = built_in_metrics(), .benchmarks = first_benchmarks()};
    for (Metric& metric : first.metrics) {
        metric.id.uuid = make_uuid_v7(clock, random);
    }
    for (Benchmark& benchmark : first.benchmarks) {
        benchmark.id.uuid = make_uuid_v7(clock, random);
    }
    return first;
}

void ensure_metrics(db::Tx& tx, const FirstMetrics& first, const db::Change& by) {
    for (Metric metric : first.metrics) {
        if (db::find_by<Metric>(tx, "key", metric.key)) {
            continue;
        }
        db::add(tx, metric, by);
        if (metric.key == "wr") {
            for (Benchmark benchmark : first.benchmarks) {
                benchmark.metric_id = metric.id;
                db::add(tx, benchmark, by);
            }
        }
    }
}

bool is_used(db::Reader& reader, std::string_view key) {
    return reader.find_integer("SELECT 1 FROM rating WHERE metric = $1 LIMIT 1", key).has_value();
}

void check_metric(db::Reader& reader, const Metric& metric) {
    if (const auto before = db::find(reader, metric.id)) {
        check_change(reader, *before, metric);
    }
    Problems problems = check(metric);
    if (problems.empty()) {
        check_items(reader, metric, problems);
    }
    refuse_if(std::move(problems));
}

void check_removal(db::Reader& reader, const Metric& metric) {
    if (metric.built_in) {
        refuse(fmt::format("{} is built in and cannot be removed.", metric.name));
    }
    if (const auto index = index_over(reader, metric.key)) {
        refuse(fmt::format("{} cannot be removed: it is an item of {}.", metric.name, *index));
    }
    if (is_used(reader, metric.key)) {
        refuse(fmt::format("{} cannot be removed: there are ratings of it.", metric.name));
    }
    if (reader.find_integer(
            "SELECT 1 FROM benchmark WHERE metric_id = $1 LIMIT 1", metric.id.text()
        )) {
        refuse(
            fmt::format("{} cannot be removed: it has benchmarks. Remove them first.", metric.name)
        );
    }
}

void check_benchmark(db::Reader& reader, const Benchmark& benchmark) {
    Problems problems = check(benchmark);
    const auto metric = db::find(reader, benchmark.metric_id);
    if (!metric) {
        problems.push_back({"/metric_id", "is no metric"});
        return refuse_if(std::move(problems));
    }
    const auto [low, high] = range_of_score(*metric);
    const auto judge =
        [&, least = low, most = high](const std::optional<double>& score, const char* pointer) {
            if (score && (*score < least || *score > most)) {
                problems.push_back({pointer, fmt::format("must be {} to {}", least, most)});
            }
        };
    judge(benchmark.value, "/value");
    judge(benchmark.low, "/low");
    judge(benchmark.high, "/high");
    refuse_if(std::move(problems));
}

}  // namespace styk::metric
