#include "metric/benchmark.h"

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace metric {

Problems check(const Benchmark& benchmark) {
    Problems problems;
    if (!benchmark.value && !benchmark.low && !benchmark.high) {
        problems.push_back({"/value", "must be given, or low and high"});
    }
    if (benchmark.low.has_value() != benchmark.high.has_value()) {
        problems.push_back({benchmark.low ? "/high" : "/low", "is missing: a range has two ends"});
    }
    if (benchmark.low && benchmark.high && *benchmark.low > *benchmark.high) {
        problems.push_back({"/high", "must not be below low"});
    }
    return problems;
}

std::vector<Benchmark> first_benchmarks() {
    const auto make = [](const char* label,
                         std::optional<double> value,
                         std::optional<double> low = {},
                         std::optional<double> high = {}) {
        Benchmark benchmark;
        benchmark.label = label;
        benchmark.value = value;
        benchmark.low = low;
        benchmark.high = high;
        benchmark.source = "2008–9, Polish article on CEM";
        benchmark.year = "2008-9";
        return benchmark;
    };
    return {
        make("Average", 0.16),
        make("The best", {}, 0.70, 0.80),
        make("Banks", -0.25),
        make("Hypermarkets", -0.10),
        make("Telecoms", -0.05)
    };
}

}  // namespace metric

template <>
const record::Shape& record::shape_of<metric::Benchmark>() {
    using metric::Benchmark;
    static const Shape shape =
        describe<Benchmark>("benchmark", "benchmarks")
            .field<&Benchmark::metric_id>({}, filterable)
            .field<&Benchmark::label>(rule::length(1, 200), searchable | sortable)
            .field<&Benchmark::value>()
            .field<&Benchmark::low>()
            .field<&Benchmark::high>()
            .field<&Benchmark::source>(rule::length(1, 300), searchable)
            .field<&Benchmark::year>(rule::length(1, 20))
            .sorted_by("label")
            .may(everybody, people::may::set_up);
    return shape;
}

}  // namespace styk
