// How sure a driver's importance is: the same measure on resampled answers (Efron 1979). Resampling
// gives Moments, so any measure of importance.h and lmg.h goes over the same replicates.
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/importance.h"
#include "stats/moments.h"

namespace styk::stats {

struct Resampling {
    std::size_t replicates = 1000;  // 2000 for what leaves the house
    std::uint64_t seed = 1;
};

// Moments of each replicate of complete rows (n x variables). Up to 2000 rows are drawn with
// replacement, n of n; beyond that each row is weighed by poisson_weight (random.h), which needs no
// list of draws and differs by 1/n. Throws Fault when a value is not finite.
[[nodiscard]] std::vector<Moments> resample(const Eigen::MatrixXd& rows, const Resampling& how);

// Blocks of rows counted beforehand, each weighed as a whole: milliseconds whatever the number of
// rows. Sound when rows fall into blocks by chance (a hash of the customer), with 100 blocks and
// more.
[[nodiscard]] std::vector<Moments> resample(std::span<const Moments> blocks, const Resampling& how);

using Measure = std::function<Eigen::VectorXd(const DriverCorrelations&)>;

struct ImportanceInterval {
    std::string_view reason{};   // that of the correlations; no_interval: fewer than half of the
                                 // replicates vary
    Eigen::VectorXd estimate{};  // p, of all answers
    Eigen::VectorXd lo{}, hi{};  // percentiles of the replicates (Hyndman & Fan type 6)
    Eigen::VectorXd standard_error{};     // their standard deviation, divisor B - 1
    Eigen::VectorXd first_probability{};  // share of replicates where it is the greatest
    std::size_t replicates = 0;           // that vary
};

[[nodiscard]] ImportanceInterval importance_interval(
    const Moments& all,
    std::span<const Moments> replicates,
    Eigen::Index outcome,
    std::span<const Eigen::Index> drivers,
    const Measure& measure = johnson_weights,
    double level = 0.95
);

// Ranks that can be told apart: 1 for the drivers whose interval overlaps that of the greatest,
// then again among the rest. In the order of the drivers.
[[nodiscard]] std::vector<int> rank_groups(const ImportanceInterval& of);

}  // namespace styk::stats
