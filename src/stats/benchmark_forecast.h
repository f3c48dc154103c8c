// The eight benchmarks of the M4 competition (Makridakis, Spiliotis & Assimakopoulos 2020), by its
// rules: a season, where one shows, is divided out and put back; SES, Holt and damped Holt are
// fitted quickly to squared errors. Comb, the mean of the three, is hard to beat.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "stats/series.h"

namespace styk::stats {

enum class Benchmark { naive, snaive, naive2, ses, holt, damped, theta, comb };

inline constexpr std::array<Benchmark, 8> benchmarks{
    Benchmark::naive,
    Benchmark::snaive,
    Benchmark::naive2,
    Benchmark::ses,
    Benchmark::holt,
    Benchmark::damped,
    Benchmark::theta,
    Benchmark::comb
};

[[nodiscard]] std::string_view name(Benchmark benchmark);

// [benchmark][step]. naive: the last value; snaive: the value one period before; naive2: naive on
// the series without its season; theta: half the least squares line, half SES on the series' double
// distance from it, never below 0. A model that cannot be fitted (too few values) gives naive2's
// answer. Empty when there is no value, one is not finite, or horizon < 1.
struct BenchmarkForecasts {
    std::array<std::vector<double>, 8> mean{};

    [[nodiscard]] const std::vector<double>& of(Benchmark benchmark) const {
        return mean[static_cast<std::size_t>(benchmark)];
    }
};

[[nodiscard]] BenchmarkForecasts benchmark_forecasts(Series y, int period, int horizon);

}  // namespace styk::stats
